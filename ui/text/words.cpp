#include "ui/text/words.h"

namespace hopwright::ui {

QString filled(const QString& text, const std::vector<QString>& arguments)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool place = text.at(i) == u'%' && i + 1 < text.size() && text.at(i + 1).isDigit();
        if (!place) {
            out += text.at(i);
            continue;
        }
        const int number = text.at(i + 1).digitValue();
        if (number >= 1 && static_cast<std::size_t>(number) <= arguments.size())
            out += arguments[static_cast<std::size_t>(number) - 1];
        ++i;
    }
    return out;
}

}  // namespace hopwright::ui
