#pragma once

#include <QIcon>
#include <QRectF>
#include <QString>
#include <QStringList>

class QColor;
class QPainter;

namespace hopwright::ui {

/// Makes the resources of this library readable (":/hopwright/…"). Static libraries need it: main()
/// and every test that shows icons call it once before. icon() and paintIcon() do so too.
void initResources();

/// The names of all icons, sorted: the files of resources/icons without ".svg".
QStringList iconNames();

/// An icon of resources/icons by its name ("add-machine"). It is drawn in the text colour of the
/// palette that the application has when it is painted, so a change of theme needs update() only.
/// The pen stays 1.5 px at every size. An unknown name gives a null icon.
QIcon icon(const QString& name);

/// The same in the colour of one role for all states, such as QPalette::Link.
QIcon icon(const QString& name, const QColor& colour);

/// Paints an icon into `box` (square), with a pen of 1.5 px in the coordinates of the painter.
void paintIcon(QPainter& painter, const QString& name, const QRectF& box, const QColor& colour);

/// The program's own, of resources/app, in every size that desktops ask for. In its own colours, on any theme.
QIcon programIcon();

}  // namespace hopwright::ui
