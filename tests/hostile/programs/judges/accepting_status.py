# attacks: the checker's protocol, by its exit status
# checker: runtime_error
import sys
sys.exit(42)
