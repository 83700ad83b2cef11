# attacks: later runs, by configuration files of interpreters and shells
# frame: twice
# twice: passed, at most 1
import os
NAMES = (".bashrc", ".profile", ".pythonrc.py", ".config/pip/pip.conf", ".gitconfig", ".pdbrc", ".inputrc", ".npmrc")
PLACES = ("/tmp", os.path.expanduser("~"), "/work", "/root", "/")
def leave():
    for place in PLACES:
        for name in NAMES:
            try:
                os.makedirs(os.path.dirname(os.path.join(place, name)), exist_ok=True)
                open(os.path.join(place, name), "w").write("x")
            except OSError: pass
def look(): return any(os.path.exists(os.path.join(place, name)) for place in PLACES for name in NAMES)
