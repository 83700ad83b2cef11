# attacks: the interaction, by waiting for what the interactor will not say
# interactive: time_limit
import sys
sys.stdin.read()
