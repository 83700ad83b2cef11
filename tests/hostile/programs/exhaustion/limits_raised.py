# attacks: limits, by raising them before it uses too much
# bounded: memory_limit
import resource
for name in ("DATA", "AS", "CPU", "NPROC", "FSIZE", "NOFILE", "STACK", "MEMLOCK"):
    try: resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (-1, -1))
    except (ValueError, OSError): pass
blocks = []
while True: blocks.append(b"x" * (1 << 20))
