#pragma once

namespace hopwright::ui {

/// Whether things jump to their new places instead of moving there: for whom motion is unpleasant, and for tests. One for the
/// program; false at first.
bool isMotionReduced() noexcept;
void setMotionReduced(bool reduced) noexcept;

/// \p milliseconds of Motion; 0 with reduced motion.
int motionTime(int milliseconds) noexcept;

}  // namespace hopwright::ui
