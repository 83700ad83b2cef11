# attacks: the cloud's credentials, by its metadata service
# flags: network
# confined: passed, at most 1
import urllib.request
for url in ("http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.100.100.200/"):
    try: print("escaped", urllib.request.urlopen(url, timeout=1).read())
    except OSError: pass
