# attacks: later runs, by the environment, the working directory and the umask
# frame: twice
# twice: passed, at most 1
import os, resource
def leave():
    os.environ["LEFT_HERE"] = os.environ["PYTHONPATH"] = "x"
    os.umask(0o123)
    resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))
def look():
    mask = os.umask(0)
    return "LEFT_HERE" in os.environ or mask == 0o123 or resource.getrlimit(resource.RLIMIT_NOFILE)[1] == 50
