#include "ui/document/clock.h"

#include <QDateTime>

namespace hopwright::ui {

std::string nowUtc()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

}  // namespace hopwright::ui
