#pragma once

#include <memory>
#include <utility>

namespace hopwright {

/// A value that several show and nobody changes: to copy it copies a pointer. For what grows with a drawing, as its plan.
template <typename T>
class Shared {
public:
    Shared() : m_value(std::make_shared<const T>()) {}
    /// Takes the value over, so that a caller who has one gives it as it is.
    Shared(T value)
        : m_value(std::make_shared<const T>(std::move(value)))
    {}  // NOLINT(google-explicit-constructor,hicpp-explicit-conversions)

    /// \p value is there.
    explicit Shared(std::shared_ptr<const T> value) : m_value(std::move(value)) {}

    const T& operator*() const noexcept { return *m_value; }
    const T* operator->() const noexcept { return m_value.get(); }

private:
    std::shared_ptr<const T> m_value;
};

}  // namespace hopwright
