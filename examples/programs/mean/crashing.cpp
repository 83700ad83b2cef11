#include <iostream>

int main() {
    long long count = 0, sum = 0, value;
    std::cin >> count;
    while (std::cin >> value) sum += value;
    std::cout << sum / count << "\n";  // divides by zero where there are no values
}
