# attacks: CPU time, in an object's end
# bounded: time_limit
class Endless:
    def __del__(self):
        while True: pass
kept = Endless()
