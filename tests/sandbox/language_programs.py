"""Small programs in every language of the table."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = "h\u00e9llo \u4e16\u754c \U0001f600"


@dataclass(frozen=True)
class Sources:
    add: str  # prints the sum of two integers
    unicode: str  # prints TEXT
    fail: str  # ends in failure
    loop: str  # never ends
    hog: str  # takes memory without end


_C_LOOP = "int main(){volatile unsigned x=0;for(;;)x++;}"
_CPP = Sources(
    add="#include <iostream>\nint main(){int a,b;std::cin>>a>>b;std::cout<<a+b<<std::endl;}",
    unicode=f'#include <iostream>\nint main(){{std::cout<<"{TEXT}\\n";}}',
    fail='#include <stdexcept>\nint main(){throw std::runtime_error("no");}',
    loop=_C_LOOP,
    hog="#include <vector>\nint main(){std::vector<int>v;for(;;)v.push_back(1);}",
)


def _java(body: str) -> str:
    return f"public class Main {{ public static void main(String[] a) {{ {body} }} }}"


_NODE_ADD = (
    "const w{t} = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);"
    "console.log(w[0] + w[1]);"
)

PROGRAMS = {
    "python": Sources(
        add="print(sum(map(int, input().split())))",
        unicode=f"print('{TEXT}')",
        fail="raise ValueError",
        loop="while True: pass",
        hog="a = []\nwhile True: a.append(bytearray(1 << 20))",
    ),
    "c": Sources(
        add='#include <stdio.h>\nint main(){int a,b;scanf("%d %d",&a,&b);printf("%d\\n",a+b);}',
        unicode=f'#include <stdio.h>\nint main(){{puts("{TEXT}");}}',
        fail="#include <stdlib.h>\nint main(){abort();}",
        loop=_C_LOOP,
        hog=(
            "#include <stdlib.h>\n#include <string.h>\n"
            "int main(){for(;;){char*p=malloc(1<<20);memset(p,1,1<<20);}}"
        ),
    ),
    "cpp": _CPP,
    "cpp20": _CPP,
    "java": Sources(
        add=_java(
            "var s = new java.util.Scanner(System.in);"
            "System.out.println(s.nextInt() + s.nextInt());"
        ),
        unicode=_java(
            "new java.io.PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8)"
            f'.println("{TEXT}");'
        ),
        fail=_java('throw new RuntimeException("no");'),
        loop=_java("long x = 0; while (true) x++;"),
        hog=_java(
            "var l = new java.util.ArrayList<int[]>(); while (true) l.add(new int[1 << 18]);"
        ),
    ),
    "kotlin": Sources(
        add="fun main() = println(readLine()!!.split(' ').map { it.toInt() }.sum())",
        unicode=f'fun main() = println("{TEXT}")',
        fail='fun main() { throw RuntimeException("no") }',
        loop="fun main() { var x = 0L; while (true) x++ }",
        hog="fun main() { val a = ArrayList<IntArray>(); while (true) a.add(IntArray(1 shl 18)) }",
    ),
    "scala": Sources(
        add="object Main extends App { println(readLine.split(' ').map(_.toInt).sum) }",
        unicode=f'object Main extends App {{ println("{TEXT}") }}',
        fail='object Main extends App { throw new RuntimeException("no") }',
        loop="object Main extends App { var x = 0L; while (true) x += 1 }",
        hog=(
            "object Main extends App { var a = List[Array[Int]]();"
            "while (true) a = new Array[Int](1 << 18) :: a }"
        ),
    ),
    "javascript": Sources(
        add=_NODE_ADD.format(t=""),
        unicode=f"console.log('{TEXT}')",
        fail="throw new Error('no')",
        loop="while (true);",
        hog="const a = []; while (true) a.push(new Array(1 << 17).fill(1.5))",
    ),
    "typescript": Sources(
        add=_NODE_ADD.format(t=": number[]"),
        unicode=f"const s: string = '{TEXT}'; console.log(s)",
        fail="throw new Error('no')",
        loop="let x: number = 0; while (true) x++;",
        hog="const a: number[][] = []; while (true) a.push(new Array(1 << 17).fill(1.5))",
    ),
    "go": Sources(
        add='package main\nimport "fmt"\nfunc main(){var a,b int;fmt.Scan(&a,&b);fmt.Println(a+b)}',
        unicode=f'package main\nimport "fmt"\nfunc main(){{fmt.Println("{TEXT}")}}',
        fail='package main\nfunc main(){panic("no")}',
        loop="package main\nvar x int\nfunc main(){for {x++}}",
        hog=(
            "package main\nfunc main(){var a [][]byte;for {b:=make([]byte,1<<20);"
            "for i:=range b{b[i]=1};a=append(a,b)}}"
        ),
    ),
    "rust": Sources(
        add=(
            "fn main(){let mut s=String::new();std::io::stdin().read_line(&mut s).unwrap();"
            'println!("{}",s.split_whitespace().map(|x|x.parse::<i64>().unwrap()).sum::<i64>());}'
        ),
        unicode=f'fn main(){{println!("{TEXT}");}}',
        fail='fn main(){panic!("no");}',
        loop="fn main(){loop{std::thread::yield_now();}}",
        hog="fn main(){let mut a=Vec::new();loop{a.push(vec![1u8;1<<20]);}}",
    ),
    "bash": Sources(
        add="read a b; echo $((a + b))",
        unicode=f"echo '{TEXT}'",
        fail="exit 3",
        loop="while :; do :; done",
        hog="x=xxxxxxxx; while :; do x=$x$x; done",
    ),
    "ruby": Sources(
        add="puts gets.split.map(&:to_i).sum",
        unicode=f"puts '{TEXT}'",
        fail="raise 'no'",
        loop="loop {}",
        hog="a = []; loop { a << 'x' * 1_000_000 + 'y' }",
    ),
    "perl": Sources(
        add=r"my ($a, $b) = split ' ', <STDIN>; print $a + $b, qq(\n);",
        unicode=f"print '{TEXT}'",
        fail="die 'no'",
        loop="while (1) {}",
        hog="my @a; push @a, 'x' x 1000000 while 1;",
    ),
    "php": Sources(
        add="<?php echo array_sum(explode(' ', trim(fgets(STDIN))));",
        unicode=f"<?php echo '{TEXT}';",
        fail="<?php throw new Exception('no');",
        loop="<?php while (true);",
        hog="<?php $a = []; while (true) $a[] = str_repeat('x', 1000000);",
    ),
    "csharp": Sources(
        add=(
            "using System; using System.Linq; class P { static void Main() {"
            "Console.WriteLine(Console.ReadLine().Split(' ').Select(int.Parse).Sum()); } }"
        ),
        unicode=f'class P {{ static void Main() {{ System.Console.WriteLine("{TEXT}"); }} }}',
        fail='class P { static void Main() { throw new System.Exception("no"); } }',
        loop="class P { static long x; static void Main() { while (true) x++; } }",
        hog=(
            "using System.Collections.Generic; class P { static void Main() {"
            "var a = new List<int[]>(); while (true) { var b = new int[1 << 18];"
            "for (int i = 0; i < b.Length; i++) b[i] = i; a.Add(b); } } }"
        ),
    ),
    "lua": Sources(
        add="local a, b = io.read('n', 'n') print(a + b)",
        unicode=f"print('{TEXT}')",
        fail="error('no')",
        loop="while true do end",
        hog="local a = {} while true do a[#a + 1] = string.rep('x', 1000000) .. #a end",
    ),
    "haskell": Sources(
        add="main = interact $ \\s -> show (sum (map read (words s)) :: Int)",
        unicode=f'main = putStrLn "{TEXT}"',
        fail='main = error "no" :: IO ()',
        loop=(
            "main = go 0 where\n  go :: Integer -> IO ()\n"
            "  go n = if n < 0 then return () else go (n + 1)"
        ),
        hog="main = print (foldl (flip (:)) [] [1 :: Integer ..])",
    ),
    "ocaml": Sources(
        add='let () = Scanf.scanf " %d %d" (fun a b -> Printf.printf "%d\\n" (a + b))',
        unicode=f'let () = print_endline "{TEXT}"',
        fail='let () = failwith "no"',
        loop="let x = ref 0\nlet () = while true do incr x done",
        hog="let a = ref []\nlet () = while true do a := Bytes.make 1000000 'x' :: !a done",
    ),
    "r": Sources(
        add="cat(sum(scan(file('stdin'), quiet = TRUE)))",
        unicode=f"cat('{TEXT}')",
        fail="stop('no')",
        loop="while (TRUE) {}",
        hog="a <- list(); while (TRUE) a[[length(a) + 1]] <- rep(1.5, 1e5)",
    ),
}
