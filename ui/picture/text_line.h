#pragma once

#include <QPointF>
#include <QString>

class QPainter;

namespace hopwright::ui {

/// A paint engine that wants a line of text as a whole: Qt gives an engine pieces of it, cut where script or font change.
class LineTaker {
public:
    LineTaker() = default;
    virtual ~LineTaker() = default;
    LineTaker(const LineTaker&) = delete;
    LineTaker& operator=(const LineTaker&) = delete;

    /// In font, pen and transform of \p painter. \p full is what \p shown was elided from.
    virtual void takeLine(const QPainter& painter, QPointF baseline, const QString& shown,
                          const QString& full) = 0;
};

/// Paints one line of text from \p baseline on, left to right: the way of every text of the drawing, so that a picture keeps it
/// as text. \p full is what \p shown was elided from, or the same.
void paintTextLine(QPainter& painter, QPointF baseline, const QString& shown, const QString& full);

}  // namespace hopwright::ui
