"""Small packages written for these tests, with submissions that must get each verdict."""

from __future__ import annotations

RIGHT_SUM = "print(sum(map(int, input().split())))\n"
SUM = {
    "problem.yaml": "name: Sum\n",
    ".timelimit": "1\n",
    "data/sample/1.in": "1 2\n",
    "data/sample/1.ans": "3\n",
    "data/secret/1-small.in": "10 -4\n",
    "data/secret/1-small.ans": "6\n",
    "data/secret/2-large.in": "100000000000000000000 1\n",
    "data/secret/2-large.ans": "100000000000000000001\n",
    "submissions/accepted/right.py": RIGHT_SUM,
    "submissions/accepted/wide.cc": """
#include <iostream>
#include <string>
std::string add(std::string a, std::string b) {
    if (b[0] == '-') return std::to_string(std::stoll(a) + std::stoll(b));
    a.back() += b[0] - '0';
    return a;
}
int main() {
    std::string a, b;
    std::cin >> a >> b;
    std::cout << add(a, b) << std::endl;
}
""",
    "submissions/wrong_answer/overflow.c": """
#include <stdio.h>
int main(void) {
    long long a = 0, b = 0;
    scanf("%lld %lld", &a, &b);
    printf("%lld\\n", a + b);
    return 0;
}
""",
    "submissions/time_limit_exceeded/counts.py": (
        "a, b = map(int, input().split())\nwhile b:\n    a, b = a + 1, b - 1\nprint(a)\n"
    ),
    "submissions/run_time_error/narrow.py": (
        "import struct\na, b = map(int, input().split())\n"
        "print(struct.unpack('q', struct.pack('q', a + b))[0])\n"
    ),
    "submissions/accepted/unknown.hx": "fun main() {}\n",
    "submissions/accepted/many/main.py": RIGHT_SUM,
}

# Prints numbers, in any order, whose sum is given.
PARTS = {
    "problem.yaml": "name: Parts\nvalidation: custom\nvalidator_flags: at_most 3\n",
    ".timelimit": "2\n",
    "data/secret/1.in": "6\n",
    "data/secret/1.ans": "6\n",
    "data/secret/2.in": "11\n",
    "data/secret/2.ans": "11\n",
    "output_validators/parts/parts.cpp": """
#include "reading.h"
int main(int argc, char** argv) {
    if (argc != 6 || std::string(argv[4]) != "at_most") return 1;
    long want = first(argv[1]), sum = 0, number, count = 0;
    while (std::cin >> number) sum += number, ++count;
    std::ofstream(std::string(argv[3]) + "/judgemessage.txt") << count << " parts of " << sum;
    return std::cin.eof() && sum == want && count <= std::stol(argv[5]) ? 42 : 43;
}
""",
    "output_validators/parts/reading.h": """
#pragma once
#include <fstream>
#include <iostream>
#include <string>
inline long first(const char* name) {
    long number = 0;
    std::ifstream(name) >> number;
    return number;
}
""",
    "submissions/accepted/two.py": "n = int(input())\nprint(n - 1)\nprint(1)\n",
    "submissions/accepted/itself.py": "print(input())\n",
    "submissions/wrong_answer/too_many.py": "print(*[1] * int(input()))\n",
    "submissions/wrong_answer/words.py": "print(input(), 'and nothing')\n",
}

# Finds a hidden number between 1 and 100 in at most seven questions.
GUESS = {
    "problem.yaml": "problem_format_version: 2023-07-draft\ntype: interactive\n"
    "limits: {time_limit: 1, memory: 512}\n",
    "data/secret/1.in": "1\n",
    "data/secret/1.ans": "7\n",
    "data/secret/2.in": "100\n",
    "data/secret/2.ans": "7\n",
    "output_validator/talk.py": """
import sys, time
hidden, most = (int(open(name).read()) for name in sys.argv[1:3])
for _ in range(most):
    line = sys.stdin.readline()
    if not line.strip().isdigit():
        time.sleep(0.5)  # so that there is no doubt who ended first
        sys.exit(43)
    guess = int(line)
    print("<" if guess < hidden else ">" if guess > hidden else "=", flush=True)
    if guess == hidden:
        sys.exit(42)
sys.exit(43)
""",
    "submissions/accepted/halves.py": """
low, high = 1, 100
while True:
    guess = (low + high) // 2
    print(guess, flush=True)
    said = input()
    if said == "=":
        break
    low, high = (guess + 1, high) if said == "<" else (low, guess - 1)
""",
    "submissions/wrong_answer/counts.py": """
import sys
for guess in range(1, 101):
    print(guess, flush=True)
    if sys.stdin.readline() != "<\\n":
        break
""",
    "submissions/wrong_answer/silent.py": "",
    "submissions/time_limit_exceeded/thinks.py": "while True:\n    pass\n",
    "submissions/run_time_error/crashes.py": "print(50, flush=True)\ninput()\n1 / 0\n",
}
CONTEST = {"sum": SUM, "parts": PARTS, "guess": GUESS}
