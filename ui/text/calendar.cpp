#include "ui/text/calendar.h"

#include <QDate>

namespace hopwright::ui {

Date today()
{
    const QDate day = QDate::currentDate();
    return {std::chrono::year(day.year()), std::chrono::month(static_cast<unsigned>(day.month())),
            std::chrono::day(static_cast<unsigned>(day.day()))};
}

}  // namespace hopwright::ui
