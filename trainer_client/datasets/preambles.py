"""Imports that data sets' authors put before an answer; standard library only.

The authors' own preambles import numpy too. It is left out: most programs do not need it,
and each run would pay for it. A program that needs it imports it.
"""

from __future__ import annotations

COMMON = """\
from string import *
from re import *
from datetime import *
from collections import *
from heapq import *
from bisect import *
from copy import *
from math import *
from random import *
from statistics import *
from itertools import *
from functools import *
from operator import *
from json import *
from io import BytesIO, StringIO
from os.path import commonprefix
from sys import argv, exit, maxsize, setrecursionlimit, stderr, stdin, stdout
from fractions import Fraction
from decimal import Decimal
from typing import *
from builtins import *
import bisect, collections, copy, datetime, decimal, fractions, functools, heapq, io
import itertools, json, math, operator, os, random, re, statistics, string, sys, time
re_search = re.search
setrecursionlimit(600000)

"""

LEETCODE = """\
import bisect, collections, copy, datetime, functools, heapq, itertools, json
import math, operator, random, re, string, sys
from bisect import *
from collections import *
from copy import copy, deepcopy
from datetime import date, datetime, timedelta
from functools import *
from heapq import *
from itertools import *
from math import (acos, asin, atan, atan2, ceil, comb, cos, dist, exp, fabs,
                  factorial, floor, fmod, gcd, hypot, inf, isqrt, lcm, log,
                  log10, log2, nan, perm, pi, prod, radians, degrees, sin,
                  sqrt, tan, trunc)
from operator import add, and_, itemgetter, mul, or_, sub, xor
from random import choice, randint, shuffle
from re import findall, fullmatch, match, split
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import *
sys.setrecursionlimit(100000)

"""

NODES = """\
class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right


"""
