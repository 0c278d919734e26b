#include "tests/bench/stopwatch.h"
#include "tests/core/layout/layout_drawings.h"

#include <cstdio>
#include <string>

using namespace hopwright;

namespace {

void measure(const std::string& name, const test::Drawing& drawing)
{
    constexpr int rounds = 5;
    std::size_t asked = 0;
    const double ms = bench::medianMs(rounds, [&] {
        asked = 0;
        std::ignore = layout::tidy(drawing, [&](layout::Step) {
            ++asked;
            return false;
        });
    });
    bench::tell(("tidy " + name).c_str(), ms, "ms");
    bench::tell("  times that it can be cancelled", static_cast<double>(asked), "");
}

}  // namespace

int main()
{
    test::RandomDrawings random(1);
    measure("60 machines in 15 chains", random.forest(60, 4));
    measure("60 machines, 90 hops", random.wild(60, 90));
    measure("1,000 machines in 250 chains", random.forest(1000, 4));
    measure("2,000 machines, 3,000 hops, most to near ones", random.withoutCircles(2000, 3000));
    measure("2,000 machines, 3,000 hops, anywhere", random.wild(2000, 3000));
    measure("one tree of 2,000 machines", random.forest(2000, 2000));
    measure("10,000 machines, 30,000 hops, anywhere", random.wild(10000, 30000));
    return 0;
}
