# attacks: memory, by decompression
# bounded: memory_limit or time_limit
import zlib
packer = zlib.compressobj(1)
bomb = b"".join(packer.compress(bytes(8 << 20)) for _ in range(32)) + packer.flush()
zlib.decompress(bomb, bufsize=1 << 28)
