#include <iostream>

int main() {
    long long count = 0, sum = 0, value;
    std::cin >> count;
    while (std::cin >> value) sum += value;
    std::cout << (count ? sum / count : 0) << "\n";
}
