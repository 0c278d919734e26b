#include "ui/theme/motion.h"

namespace hopwright::ui {

namespace {

bool& reducedNow() noexcept
{
    static bool reduced = false;
    return reduced;
}

}  // namespace

bool isMotionReduced() noexcept
{
    return reducedNow();
}

void setMotionReduced(bool reduced) noexcept
{
    reducedNow() = reduced;
}

int motionTime(int milliseconds) noexcept
{
    return isMotionReduced() ? 0 : milliseconds;
}

}  // namespace hopwright::ui
