"""Rows written by hand, each in exactly the shape that its source publishes."""

from __future__ import annotations

import base64
import json
import pickle
import zlib
from typing import Any

Row = dict[str, Any]


def packed(cases: list[Row]) -> str:
    """Private tests as LiveCodeBench packs them (lcb_runner/benchmarks/code_generation.py)."""
    return base64.b64encode(zlib.compress(pickle.dumps(json.dumps(cases)))).decode()


# livecodebench/code_generation_lite; fields as in lcb_runner/benchmarks/code_generation.py
LIVECODEBENCH_STDIN: Row = {
    "question_title": "Double",
    "question_content": "Print twice the number.",
    "platform": "atcoder",
    "question_id": "abc999_a",
    "contest_id": "abc999",
    "contest_date": "2024-09-01T00:00:00",
    "starter_code": "",
    "difficulty": "easy",
    "public_test_cases": json.dumps([{"input": "2\n", "output": "4\n", "testtype": "stdin"}]),
    "private_test_cases": packed([{"input": "7\n", "output": "14\n", "testtype": "stdin"}]),
    "metadata": "{}",
}
LIVECODEBENCH_FUNCTIONAL: Row = {
    **LIVECODEBENCH_STDIN,
    "platform": "leetcode",
    "question_id": "3999",
    "starter_code": "class Solution:\n"
    "    def total(self, nums: List[int], k: int) -> int:\n        ",
    "public_test_cases": json.dumps(
        [{"input": "[1, 2, 3]\n2", "output": "12", "testtype": "functional"}]
    ),
    "private_test_cases": json.dumps([{"input": "[]\n5", "output": "0", "testtype": "functional"}]),
    "metadata": json.dumps({"func_name": "total"}),
}

# codeparrot/apps; `input_output` as hendrycks/apps eval/testing_util.py reads it
APPS_STDIN: Row = {
    "problem_id": 7,
    "question": "Print the sum.",
    "solutions": json.dumps(["a, b = map(int, input().split())\nprint(a + b)\n"]),
    "input_output": json.dumps({"inputs": ["1 2\n", ["3 4", ""]], "outputs": ["3\n", ["7"]]}),
    "difficulty": "introductory",
    "url": "https://example.org/sum",
    "starter_code": "",
}
APPS_CALL: Row = {
    **APPS_STDIN,
    "problem_id": 8,
    "question": "Return how often each number occurs.",
    "solutions": "",
    "input_output": json.dumps(
        {"fn_name": "counts", "inputs": [[[1, 1, 2]], [[]]], "outputs": [[{"1": 2, "2": 1}], [{}]]}
    ),
    "starter_code": "def counts(numbers):\n\t",
}


def apps(pairs: object) -> Row:
    return {**APPS_STDIN, "input_output": json.dumps(pairs)}


# BAAI/TACO; datamodule/taco_dataset.py of FlagOpen/TACO
TACO: Row = {
    "question": "Print the sum.",
    "solutions": json.dumps(["print(sum(map(int, input().split())))"]),
    "starter_code": "",
    "input_output": json.dumps({"inputs": ["1 2\n"], "outputs": ["3\n"]}),
    "difficulty": "EASY",
    "raw_tags": "[]",
    "name": None,
    "source": "codechef",
    "tags": "[]",
    "skill_types": "[]",
    "url": "https://example.org/SUM",
    "Expected Auxiliary Space": None,
    "time_limit": "1.0 seconds",
    "date": None,
    "picture_num": None,
    "memory_limit": None,
    "Expected Time Complexity": None,
}

# deepmind/code_contests; contest_problem.proto
CODE_CONTESTS: Row = {
    "name": "999_A. Double",
    "description": "Print twice the number.",
    "public_tests": {"input": ["2\n"], "output": ["4\n"]},
    "private_tests": {"input": ["3\n"], "output": ["6\n"]},
    "generated_tests": {"input": ["5\n", "0\n"], "output": ["10\n", "0\n"]},
    "source": 2,
    "difficulty": 7,
    "solutions": {
        "language": [2, 3, 1],
        "solution": ["int main(){}", "print(2 * int(input()))", "print 2 * input()"],
    },
    "incorrect_solutions": {"language": [3], "solution": ["print(4)"]},
    "cf_contest_id": 999,
    "cf_index": "A",
    "cf_points": 0.0,
    "cf_rating": 800,
    "cf_tags": [],
    "is_description_translated": False,
    "untranslated_description": "",
    "time_limit": {"seconds": 2, "nanos": 500000000},
    "memory_limit_bytes": 256000000,
    "input_file": "",
    "output_file": "",
}

# PRIME-RL/Eurus-2-RL-Data; call inputs as training/verl/.../code_util/testing_util.py of
# PRIME-RL/PRIME reads them: one JSON value a line
PRIME_STDIN: Row = {
    "data_source": "codecontests",
    "prompt": [
        {"role": "system", "content": "Think first."},
        {"role": "user", "content": "Print twice the number."},
    ],
    "ability": "code",
    "reward_model": {
        "ground_truth": json.dumps({"inputs": ["2\n", "3\n"], "outputs": ["4\n", "6\n"]}),
        "style": "rule",
    },
    "extra_info": {"index": 0, "split": "dummy"},
}
PRIME_CALL: Row = {
    **PRIME_STDIN,
    "data_source": "apps",
    "reward_model": {
        "ground_truth": json.dumps(
            {"fn_name": "scaled", "inputs": ["[1, 2]\n3"], "outputs": ["[[3, 6]]"]}
        ),
        "style": "rule",
    },
}

# open-r1/verifiable-coding-problems-python; features as in its README
OPEN_R1: Row = {
    "source": "apps",
    "task_type": "verifiable_code",
    "in_source_id": "7",
    "problem_statement": "Print the sum.",
    "gold_standard_solution": "```python\na, b = map(int, input().split())\nprint(a + b)\n```",
    "problem_id": "vfc_7",
    "metadata": {
        "difficulty": "introductory",
        "memory_limit": None,
        "memory_limit_bytes": None,
        "problem_url": None,
        "time_limit": None,
    },
    "verification_info": {
        "language": "python",
        "test_cases": [
            {"fn_name": None, "input": "1 2\n", "output": "3\n", "type": "stdin_stdout"},
            {"fn_name": None, "input": "3 4\n", "output": "7\n", "type": "stdin_stdout"},
        ],
    },
}
OPEN_R1_CALL: Row = {
    **OPEN_R1,
    "gold_standard_solution": "```python\n"
    "def scaled(numbers, k):\n    return [k * n for n in numbers]\n```",
    "verification_info": {
        "language": "python",
        "test_cases": [
            {
                "fn_name": "scaled",
                "input": "[[1, 2], 3]",
                "output": "[[3, 6]]",
                "type": "function_call",
            },
        ],
    },
}

# agentica-org/DeepCoder-Preview-Dataset and rllm/data of agentica-project/rllm; the tests'
# shapes as in rllm/rewards/code_reward.py
DEEPCODER_LIVECODEBENCH: Row = {
    "problem": "Return k times the sum.",
    "starter_code": LIVECODEBENCH_FUNCTIONAL["starter_code"],
    "tests": json.dumps(
        [
            {
                "input": "[1, 2, 3]\n2",
                "output": "12",
                "testtype": "functional",
                "metadata": {"func_name": "total"},
            }
        ]
    ),
    "metadata": json.dumps({"func_name": "total"}),
}
DEEPCODER_PRIMEINTELLECT: Row = {
    "problem": "Return the numbers k times as large.",
    "solutions": [OPEN_R1_CALL["gold_standard_solution"]],
    "tests": json.dumps(
        [
            {
                "type": "function_call",
                "fn_name": "scaled",
                "input": [[1, 2], 3],
                "output": [[3, 6]],
            }
        ]
    ),
}
DEEPCODER_CODEFORCES: Row = {
    "problem": "Print the sum.",
    "tests": [{"input": "1 2\n", "output": "3\n"}, {"input": "3 4\n", "output": "7\n"}],
}
DEEPCODER_TACO: Row = {
    "problem": "Print the sum.",
    "solutions": ["print(sum(map(int, input().split())))"],
    "tests": json.dumps({"inputs": ["1 2\n", "5 6\n"], "outputs": ["3\n", "11\n"]}),
}
DEEPCODER_LEETCODE: Row = {
    "problem": "Return the list reversed.",
    "solutions": "class Solution:\n    def turned(self, head):\n        last = None\n"
    "        while head:\n            head.next, last, head = last, head, head.next\n"
    "        return last\n",
    "tests": {
        "functional": "def check(candidate):\n"
        "    assert is_same_list(candidate(head = list_node([1,2,3])), list_node([3,2,1]))\n"
        "    assert is_same_list(candidate(head = list_node([])), list_node([]))\n"
        "\n\ncheck(Solution().turned)"
    },
}
DEEPCODER_HUMANEVALPLUS: Row = {
    "problem": "def double(n):\n",
    "solutions": "def double(n):\n    return 2 * n\n",
    "tests": "def check(candidate):\n    assert candidate(2) == 4\n\ncheck(double)",
}
DEEPCODER_KODCODE: Row = {
    "problem": "Double a number.",
    "tests": "from solution import double\n\ndef test_double():\n    assert double(2) == 4\n",
}

# Suu/KlearReasoner-CodeSub-15K: row as in KlearReasoner's README, ground truth as in its
# verl/utils/reward_score/code_r1_compute.py
KLEAR: Row = {
    "hash": "47c43857280be8a7557cc36b998b3012",
    "ability": "code",
    "data_source": "coder1_longcot",
    "prompt": [{"content": "Print twice the number.", "role": "user"}],
    "reward_model": {
        "ground_truth": json.dumps({"inputs": ["2\n", "3\n"], "outputs": ["4\n", "6\n"]}),
        "style": "rule",
    },
}


def klear(truth: Row) -> Row:
    return {**KLEAR, "reward_model": {"ground_truth": json.dumps(truth), "style": "rule"}}


# nuprl/MultiPL-E, humaneval-cpp, -py, -go, -java, -cs; texts as dataset_builder/humaneval_to_*.py
# make them
MULTIPL_E_CPP: Row = {
    "name": "HumanEval_0_double",
    "language": "cpp",
    "prompt": "#include<assert.h>\n#include<bits/stdc++.h>\n// Twice n.\nlong twice(long n) {\n",
    "doctests": "transform",
    "original": "/originals/HumanEval_0_double.py",
    "prompt_terminology": "reworded",
    "tests": "}\nint main() {\n    auto candidate = twice;\n    assert(candidate((2)) == (4));\n"
    "    assert(candidate((0)) == (0));\n}\n",
    "stop_tokens": ["\n}"],
}
MULTIPL_E_PYTHON: Row = {
    **MULTIPL_E_CPP,
    "language": "py",
    "prompt": 'def twice(n: int) -> int:\n    """Twice n."""\n',
    "tests": "def check(candidate):\n    assert candidate(2) == 4\n\n"
    "def test_check():\n    check(twice)\n\ntest_check()\n",
    "stop_tokens": ["\ndef", "\n#", "\nif", "\nclass"],
}
MULTIPL_E_GO: Row = {
    **MULTIPL_E_CPP,
    "language": "go_test.go",
    "prompt": 'package twice_test\n\nimport (\n    "testing"\n    "fmt"\n)\n\n'
    "// Twice n.\nfunc twice(n int) int {\n",
    "tests": "}\n\nfunc TestTwice(t *testing.T) {\n  candidate := twice\n\ttype test struct {\n"
    "\t\tactual   interface{}\n\t\texpected interface{}\n\t}\n   tests := []test{\n"
    "     { actual: candidate(2), expected: 4 },\n   }\n\n\tfor i, tc := range tests {\n"
    '\t\tt.Run(fmt.Sprintf("test num % d", i), func(t *testing.T) {\n'
    '\t\t\tif fmt.Sprintf("%v", tc.actual) != fmt.Sprintf("%v", tc.expected) {\n'
    "\t\t\t\tt.Errorf(\"expected '%s', got '%s'\", tc.expected, tc.actual)\n"
    "\t\t\t}\n\t\t})\n\t}\n}\n",
    "stop_tokens": ["\nfunc", "struct", "\n// "],
}
MULTIPL_E_JAVA: Row = {
    **MULTIPL_E_CPP,
    "language": "java",
    "prompt": "import java.util.*;\nclass Problem {\n    public static long twice(long n) {\n",
    "tests": "    }\n    public static void main(String[] args) {\n"
    "    assert(twice((2l)) == (4l));\n    }\n\n}\n",
    "stop_tokens": ["\n    }\n"],
}

# google-research/mbpp, sanitized-mbpp.json
MBPP_SANITIZED: Row = {
    "source_file": "Benchmark Questions Verification V2.ipynb",
    "task_id": 2,
    "prompt": "Write a function to take the square root of a number.",
    "code": "def root(n):\n    return n ** 0.5\n",
    "test_imports": ["import math"],
    "test_list": ["assert math.isclose(root(9), 3)", "assert root(4) == 2"],
}

# THUDM/CodeGeeX, humaneval-x/java
HUMANEVAL_X_JAVA: Row = {
    "task_id": "Java/0",
    "prompt": "import java.util.*;\n\nclass Solution {\n    public int twice(int n) {\n",
    "canonical_solution": "        return 2 * n;\n    }\n}",
    "test": "public class Main {\n    public static void main(String[] args) {\n"
    "        List<Boolean> correct = Arrays.asList(new Solution().twice(2) == 4);\n"
    "        if (correct.contains(false)) {\n            throw new AssertionError();\n"
    "        }\n    }\n}",
    "text": " Twice n.",
    "declaration": "import java.util.*;\n\nclass Solution {\n    public int twice(int n) {\n",
    "example_test": "",
}

# KodCode/KodCode-V1, columns as on its card; `test` as KodCode-AI/kodcode runs it
KODCODE: Row = {
    "version": "v1.0",
    "style": "instruct",
    "subset": "Prefill",
    "question_id": "Prefill_7_I",
    "question": "Double a number.",
    "solution": "def double(n):\n    return 2 * n",
    "test": "from solution import double\nimport pytest\n\n"
    "def test_double():\n    assert double(2) == 4\n\n"
    "def test_type():\n    with pytest.raises(TypeError):\n        double(None)\n",
    "test_info": [
        {
            "docstring": "Doubles.",
            "function_declaration": "def double(n):",
            "function_name": "double",
            "parameter_list": "(n)",
        }
    ],
    "metadata": {"original_instruction": "Double a number."},
}

# bigcode/bigcodebench; fields as bigcodebench/data/bigcodebench.py names them
BIGCODEBENCH: Row = {
    "task_id": "BigCodeBench/7",
    "complete_prompt": 'import random\n\ndef task_func(n):\n    """Draws n letters."""\n',
    "instruct_prompt": "Draws n letters.",
    "canonical_solution": "    return [random.choice('ab') for _ in range(n)]\n",
    "code_prompt": "import random\ndef task_func(n):\n",
    "test": "import unittest\nfrom unittest.mock import patch\n\n"
    "class TestCases(unittest.TestCase):\n"
    "    @patch('random.choice', return_value='z')\n"
    "    def test_choice(self, choice):\n"
    "        self.assertEqual(task_func(2), ['z', 'z'])\n\n"
    "    def test_seed(self):\n"
    "        random.seed(1)\n        self.assertEqual(len(task_func(3)), 3)\n",
    "entry_point": "task_func",
    "doc_struct": "{}",
    "libs": "['random']",
}

# open-r1/codeforces, features as on its card; the checker called as in the package `codeforces`
# of guipenedo/piston
CODEFORCES: Row = {
    "id": "9/A",
    "aliases": None,
    "contest_id": "9",
    "index": "A",
    "time_limit": 2.0,
    "memory_limit": 256.0,
    "title": "Even",
    "description": "Is the number even?",
    "input_format": "A number.",
    "output_format": "Yes or no.",
    "interaction_format": None,
    "note": None,
    "examples": [{"input": "2", "output": "YES"}],
    "official_tests": [
        {"input": "2\r\n", "output": "YES\r\n"},
        {"input": "3\r\n", "output": "NO\r\n"},
    ],
    "official_tests_complete": True,
    "input_mode": "stdio",
    "generated_checker": None,
    "executable": True,
    "generated_tests": 0,
}
CODEFORCES_CHECKER: Row = {
    **CODEFORCES,
    "id": "9/B",
    "description": "Give two numbers with this sum.",
    "official_tests": [{"input": "7\n", "output": "3 4\n"}, {"input": "5\n", "output": "5 0\n"}],
    "generated_checker": "import sys\n"
    "def main():\n"
    "    given, correct, output = (open(name).read().split() for name in sys.argv[1:])\n"
    "    good = len(output) == 2 and sum(map(int, output)) == int(given[0])\n"
    "    print(100 if good else 50)\n"
    "if __name__ == '__main__':\n    main()\n",
}
