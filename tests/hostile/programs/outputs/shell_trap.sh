# attacks: the exit status, by a trap that ends well
# always
# sum, secret: wrong_answer
trap 'exit 0' EXIT
set -e
false
