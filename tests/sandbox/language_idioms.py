"""What programs that models write in a language look like, and what people expect to work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Idiom:
    """A program that prints 7 when it reads "3 4"."""

    language: str
    what: str
    source: str

    def __str__(self) -> str:
        return f"{self.language}: {self.what}"


_JAVA_BODY = """
    static int deep(int n) { return n == 0 ? 0 : 1 + deep(n - 1); }
    public static void main(String[] args) throws Exception {
        var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
        String[] w = in.readLine().trim().split(" ");
        Pair p = new Pair(Integer.parseInt(w[0]), Integer.parseInt(w[1]));
        System.out.println(p.a + p.b + deep(500_000) - 500_000);
    }
"""
_JAVA_PAIR = "class Pair { final int a, b; Pair(int a, int b) { this.a = a; this.b = b; } }"
_CPP_BODY = """
#include <bits/stdc++.h>
using namespace std;
int deep(int n) { volatile int x = n; return n == 0 ? 0 : 1 + deep(x - 1); }
int main() {
    ios::sync_with_stdio(false); cin.tie(nullptr);
    vector<long long> v(2); for (auto &x : v) cin >> x;
    cout << accumulate(v.begin(), v.end(), 0LL) + deep(1000000) - 1000000 << '\\n';
}
"""

IDIOMS = [
    Idiom("cpp", "bits/stdc++.h, a million frames deep", _CPP_BODY),
    Idiom(
        "cpp",
        "pragmas before the include",
        '#pragma GCC optimize("O3,unroll-loops")\n#pragma GCC target("sse4.2,popcnt")' + _CPP_BODY,
    ),
    Idiom("cpp20", "ranges and bits/stdc++.h", _CPP_BODY.replace(
        "accumulate(v.begin(), v.end(), 0LL)", "ranges::max(v) + ranges::min(v)")),
    Idiom("java", "public class Solution in a package",
          f"package com.example;\nimport java.util.*;\n{_JAVA_PAIR}\n"
          f"public class Solution {{{_JAVA_BODY}}}"),
    Idiom("java", "no class is public or named Main",
          f"import java.util.*;\n{_JAVA_PAIR}\nclass Adder {{{_JAVA_BODY}}}"),
    Idiom("java", "main beside a public class",
          f"public {_JAVA_PAIR}\nclass Runner {{{_JAVA_BODY}}}"),
    Idiom("kotlin", "a package and a data class",
          "package a.b\nimport java.util.Scanner\ndata class P(val a: Int, val b: Int)\n"
          "fun deep(n: Int): Int = if (n == 0) 0 else 1 + deep(n - 1)\nfun main() {\n"
          "  val s = Scanner(System.`in`)\n  val p = P(s.nextInt(), s.nextInt())\n"
          "  println(p.a + p.b + deep(100_000) - 100_000)\n}"),
    Idiom("kotlin", "main in an object",
          "object Main { @JvmStatic fun main(args: Array<String>) {\n"
          "  val (a, b) = readLine()!!.trim().split(' ').map(String::toInt)\n"
          "  println(a + b) } }"),
    Idiom("scala", "main in an object in a package, case classes, collections",
          "package a\nimport scala.io.StdIn\nimport scala.collection.mutable\n"
          "case class P(a: Int, b: Int)\nobject Solution {\n"
          "  def main(args: Array[String]): Unit = {\n"
          "    val Array(a, b) = StdIn.readLine().trim.split(' ').map(_.toInt)\n"
          "    val m = mutable.Map[String, P](); m(\"x\") = P(a, b)\n"
          "    println(m.values.map(p => p.a + p.b).sum)\n  }\n}"),
    Idiom("javascript", "require and readline",
          "const rl = require('readline').createInterface({ input: process.stdin });\n"
          "rl.on('line', (l) => console.log(l.split(' ').reduce((a, b) => a + +b, 0)));"),
    Idiom("javascript", "/dev/stdin, a hundred thousand frames deep",
          "const deep = (n) => (n === 0 ? 0 : 1 + deep(n - 1));\n"
          "const [a, b] = require('fs').readFileSync('/dev/stdin', 'utf8').split(' ');\n"
          "console.log(Number(a) + Number(b) + deep(100000) - 100000);"),
    Idiom("javascript", "a module, with await outside of functions",
          "import { createInterface } from 'node:readline';\nimport fs from 'fs';\n"
          "for await (const line of createInterface({ input: process.stdin })) {\n"
          "  const [a, b] = line.split(' ').map(Number); console.log(a + b);\n}"),
    Idiom("typescript", "import * as fs",
          "import * as fs from 'fs';\nconst name: string = fs.readFileSync(0, 'utf8');\n"
          "const [a, b]: number[] = name.replaceAll('\\n', '').split(' ').map(Number);\n"
          "console.log(a + b);"),
    Idiom("typescript", "default import, node: prefix, readline",
          "import fs from 'node:fs';\nimport readline from 'readline';\n"
          "const rl = readline.createInterface({ input: process.stdin });\n"
          "rl.on('line', (line: string) => {\n"
          "  const [a, b] = line.split(' ').map(BigInt);\n"
          "  console.log((a + b + 0n * BigInt(fs.existsSync('/x') ? 1 : 0)).toString());\n});"),
    Idiom("typescript", "require, names of the browser's",
          "const fs = require('fs');\nlet name = 0, length: number = 2;\n"
          "for (const w of fs.readFileSync('/dev/stdin', 'utf8').split(' ').slice(0, length))\n"
          "  name += Number(w);\nconsole.log(name);"),
    Idiom("go", "bufio and a million frames deep",
          'package main\nimport (\n"bufio"\n"fmt"\n"os"\n"strings"\n"sort"\n)\n'
          "func deep(n int) int { if n == 0 { return 0 }; return 1 + deep(n-1) }\n"
          "func main() {\n  s := bufio.NewScanner(os.Stdin)\n  s.Scan()\n  sum := 0\n"
          "  f := strings.Fields(s.Text()); sort.Strings(f)\n"
          "  for _, w := range f { var x int; fmt.Sscan(w, &x); sum += x }\n"
          "  fmt.Println(sum + deep(1000000) - 1000000)\n}"),
    Idiom("rust", "reading all, collections, format arguments",
          "use std::collections::{HashMap, BTreeMap};\nuse std::io::{self, Read, Write};\n"
          "fn main() {\n  let mut s = String::new();\n"
          "  io::stdin().read_to_string(&mut s).unwrap();\n"
          "  let v: Vec<i64> = s.split_whitespace().map(|x| x.parse().unwrap()).collect();\n"
          "  let mut m: HashMap<&str, i64> = HashMap::new();\n"
          "  *m.entry(\"sum\").or_insert(0) += v.iter().sum::<i64>();\n"
          "  let b: BTreeMap<_, _> = m.into_iter().collect();\n  let sum = b[\"sum\"];\n"
          "  let [x, y]: [i64; 2] = [sum, 0].into_iter().collect::<Vec<_>>().try_into().unwrap();\n"
          "  writeln!(io::stdout().lock(), \"{x}\").unwrap(); assert_eq!(y, 0);\n}"),
    Idiom("ruby", "STDIN.read and the library",
          "require 'set'\nrequire 'prime'\nrequire 'bigdecimal'\n"
          "puts STDIN.read.split.map(&:to_i).to_set.sum if 7.prime?"),
    Idiom("ruby", "gets until the end",
          "while line = gets\n  a, b = line.split.map(&:to_i)\n  puts a + b\nend"),
    Idiom("php", "php://stdin, multibyte and big numbers",
          "<?php\n[$a, $b] = explode(' ', trim(file_get_contents('php://stdin')));\n"
          "echo mb_substr(bcadd($a, $b), 0, 1), PHP_EOL;"),
    Idiom("php", "fscanf and gmp",
          "<?php fscanf(STDIN, '%d %d', $a, $b);\n$sum = gmp_add($a, $b);\n?>\n<?= $sum ?>\n"),
    Idiom("haskell", "containers, mtl, Text.Printf",
          "import qualified Data.Map.Strict as Map\nimport Control.Monad.State\n"
          "import Data.IORef\nimport Text.Printf (printf)\n"
          "main :: IO ()\nmain = do\n  xs <- map read . words <$> getLine :: IO [Int]\n"
          "  let m = Map.fromListWith (+) [((), x) | x <- xs]\n"
          "  printf \"%d\\n\" (execState (mapM_ (modify . (+)) (Map.elems m)) 0)\n"),
    Idiom("ocaml", "Str, Hashtbl, a million frames deep",
          "let rec deep n = if n = 0 then 0 else 1 + deep (n - 1)\nlet () =\n"
          "  let w = Str.split (Str.regexp \" +\") (String.trim (read_line ())) in\n"
          "  let h = Hashtbl.create 4 in\n"
          "  List.iteri (fun i x -> Hashtbl.replace h i (int_of_string x)) w;\n"
          "  let sum = Hashtbl.fold (fun _ x s -> x + s) h 0 in\n"
          "  Printf.printf \"%d\\n\" (sum + deep 1_000_000 - 1_000_000)\n"),
    Idiom("r", "readLines of stdin by name",
          "x <- as.integer(strsplit(readLines('stdin', n = 1), ' ')[[1]])\ncat(sum(x), '\\n')"),
    Idiom("r", "a connection",
          "con <- file('stdin', 'r')\nx <- scan(con, n = 2, quiet = TRUE)\nclose(con)\n"
          "cat(sprintf('%d\\n', as.integer(sum(x))))"),
    Idiom("csharp", "LINQ, big numbers, tuples, a hundred thousand frames deep",
          "using System; using System.Collections.Generic; using System.Linq;\n"
          "using System.Numerics; using System.Text; using System.Text.RegularExpressions;\n"
          "namespace App {\n  public class Program {\n"
          "    static int Deep(int n) { return n == 0 ? 0 : 1 + Deep(n - 1); }\n"
          "    static (int a, int b) Read() {\n"
          "      var w = Regex.Split(Console.ReadLine(), \" \").Select(int.Parse).ToList();\n"
          "      return (w[0], w[1]);\n    }\n"
          "    public static void Main(string[] args) {\n"
          "      var (a, b) = Read(); var sum = new BigInteger(a) + b;\n"
          "      var set = new SortedSet<int> { a, b }; var text = new StringBuilder();\n"
          "      text.Append($\"{sum + Deep(100000) - 100000}\");\n"
          "      Console.WriteLine(text);\n    }\n  }\n}"),
    Idiom("perl", "the library",
          "use strict; use warnings; use List::Util qw(sum); use POSIX qw(floor);\n"
          "use Math::BigInt;\nmy @w = split ' ', <>;\n"
          "print Math::BigInt->new(floor(sum(@w))), \"\\n\";"),
    Idiom("lua", "lines",
          "for line in io.lines() do\n  local s = 0\n"
          "  for w in line:gmatch('%d+') do s = s + math.tointeger(w) end\n  print(s)\nend"),
    Idiom("bash", "tools of the shell",
          "awk '{ print $1 + $2 }' | sed 's/x//' | sort | head -n 1"),
    Idiom("c", "a million frames deep, math.h",
          "#include <stdio.h>\n#include <math.h>\n"
          "int deep(int n) { volatile int x = n; return n == 0 ? 0 : 1 + deep(x - 1); }\n"
          "int main(void) { int a, b; scanf(\"%d %d\", &a, &b);\n"
          "  printf(\"%.0f\\n\", floor(a + b + deep(1000000) - 1000000)); }"),
    Idiom("python", "a module's guard, input until the end",
          "import sys\nfrom typing import List\ndef main() -> None:\n"
          "    for line in sys.stdin:\n        print(sum(map(int, line.split())))\n"
          "if __name__ == '__main__':\n    main()"),
]  # fmt: skip
