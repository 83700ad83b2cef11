# attacks: kernel memory, by epoll instances that watch each other
# bounded: runtime_error
import select
kept = []
while True:
    kept.append(select.epoll())
    for each in kept[:-1][-4:]: kept[-1].register(each.fileno())
