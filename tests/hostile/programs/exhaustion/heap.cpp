// attacks: memory, by the C++ library
// bounded: memory_limit or runtime_error or time_limit
#include <vector>
int main() {
    std::vector<std::vector<long>> all;
    for (;;) all.emplace_back(1 << 17, 1);
}
