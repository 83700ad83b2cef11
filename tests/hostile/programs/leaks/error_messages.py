# attacks: paths and values of those who run it, in tracebacks and warnings
# secret: runtime_error
import faulthandler, sys, traceback
faulthandler.dump_traceback(all_threads=True)
traceback.print_stack()
for module in list(sys.modules.values()): print(getattr(module, "__file__", None), file=sys.stderr)
raise RuntimeError
