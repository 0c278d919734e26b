#pragma once

#include "core/explain/explanation_table.h"

#include <QString>

#include <cstddef>
#include <vector>

/// What words mean, from the table of explanations, for one who points at them.
namespace hopwright::ui {

/// Of so many words a tooltip tells; further ones are in Explain.
inline constexpr std::size_t mostGlossed = 3;

/// What \p topic means by itself, without names of a drawing; empty: it is not there.
QString meaningOf(const explain::Topic& topic);
/// The words of the trade (explain::TopicKind::Term) that stand in \p text, in the order of the table. Case does not matter.
std::vector<explain::Topic> termsIn(const QString& text);

/// \p topic and what it means, as a tooltip (tipOf); empty: it is not there.
QString topicTip(const explain::Topic& topic);
/// The same of the first mostGlossed words of the trade in \p text; empty: it has none.
QString glossaryTip(const QString& text);

}  // namespace hopwright::ui
