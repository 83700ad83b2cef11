"""How fast: softjudge beside the floor and beside what is used instead, in one run.

__main__     the command: which parts, how long, where the figures go
loads        what is judged; `functions` by calls, `traffic` as a step of RL has it
contenders   who judges: softjudge, the bare ways, prime_code, a SandboxFusion-like server
floor, prime_child, fusion    programs that contenders run
rounds       one after the other, round after round; rates and CPU time of the host
latency      one submission at a time, idle and beside a load
growth       batches of 10^2 to 10^5; one worker and two
parts        whose CPU time a test costs
null         the control plane alone: workers whose sandbox answers at once
machine      CPU time and memory, as the kernel counts them
figures      what comes out, as data; `targets` what it is held against
page, plots  the figures as Markdown and PNG
"""
