#include "ui/theme/style_paint.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/marks.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace hopwright::ui {
namespace {

constexpr int iconGap = 6;
constexpr int tabLine = 3;
constexpr int checkSize = 16;
constexpr int progressHeight = 6;

QColor inkFor(Ink name, const QStyleOption& option)
{
    return ink(name, option.palette);
}

bool has(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool isHovered(const QStyleOption& option)
{
    return has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
}

bool showsFocus(const QStyleOption& option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

/// A rounded box with a border `width` wide inside `rect`.
void paintBox(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border,
              qreal width = 1, qreal radius = Size::radiusControl)
{
    const qreal half = width / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border.alpha() == 0 ? QPen(Qt::NoPen) : QPen(border, width));
    painter.setBrush(fill);
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

/// The focus ring at the edge of `rect`, and a line of `between` inside it that keeps it off the fill.
void paintFocusRing(QPainter& painter, const QRectF& rect, const QStyleOption& option,
                    const QColor& between)
{
    paintBox(painter, rect.adjusted(2, 2, -2, -2), Qt::transparent, between, 1,
             Size::radiusControl - 1);
    paintBox(painter, rect, Qt::transparent, inkFor(Ink::Focus, option), Size::focusRing);
}

/// A chevron in the middle of `box`; `degrees` 0 points down.
void paintChevron(QPainter& painter, const QRectF& box, const QColor& colour, qreal degrees = 0)
{
    const qreal r = std::min({box.width(), box.height(), 16.0}) / 4;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center());
    painter.rotate(degrees);
    painter.setPen(QPen(colour, Size::iconStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{-r, -r / 2}, {0, r / 2}, {r, -r / 2}});
    painter.restore();
}

Ink wordInk(const QStyleOption& option, Ink enabled)
{
    return has(option, QStyle::State_Enabled) ? enabled : Ink::TextDisabled;
}

Ink primaryFill(const QStyleOption& option)
{
    return isHovered(option) ? Ink::Focus : Ink::Accent;
}

Ink plainFill(const QStyleOption& option)
{
    const bool down = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    if (!has(option, QStyle::State_Enabled)) {
        return Ink::Card;
    }
    if (down) {
        return Ink::AccentSoft;
    }
    return isHovered(option) ? Ink::NeutralSoft : Ink::Card;
}

void paintLink(QPainter& painter, const QStyleOption& option)
{
    if (isHovered(option) || has(option, QStyle::State_Sunken)) {
        paintBox(painter, option.rect, inkFor(Ink::AccentSoft, option), Qt::transparent);
    }
    if (showsFocus(option)) {
        paintBox(painter, option.rect, Qt::transparent, inkFor(Ink::Focus, option),
                 Size::focusRing);
    }
}

Ink plainBorder(const QStyleOption& option)
{
    if (!has(option, QStyle::State_Enabled)) {
        return Ink::Line;
    }
    const bool down = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    return down ? Ink::Accent : Ink::Outline;
}

void paintPushButton(QPainter& painter, const QStyleOption& option, ButtonKind kind)
{
    if (kind == ButtonKind::Link) {
        paintLink(painter, option);
        return;
    }
    const bool primary = kind == ButtonKind::Primary && has(option, QStyle::State_Enabled);
    const Ink fill = primary ? primaryFill(option) : plainFill(option);
    paintBox(painter, option.rect, inkFor(fill, option),
             inkFor(primary ? fill : plainBorder(option), option));
    if (showsFocus(option)) {
        paintFocusRing(painter, option.rect, option,
                       inkFor(primary ? Ink::OnAccent : Ink::Card, option));
    }
}

void paintToolButton(QPainter& painter, const QStyleOption& option)
{
    const bool on = has(option, QStyle::State_On);
    const bool down = has(option, QStyle::State_Sunken);
    if (on || down) {
        paintBox(painter, option.rect, inkFor(Ink::AccentSoft, option),
                 inkFor(Ink::Accent, option));
    } else if (isHovered(option)) {
        paintBox(painter, option.rect, inkFor(Ink::NeutralSoft, option), Qt::transparent);
    }
    if (showsFocus(option)) {
        paintBox(painter, option.rect, Qt::transparent, inkFor(Ink::Focus, option),
                 Size::focusRing);
    }
}

void paintField(QPainter& painter, const QStyleOption& option, bool focused)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool readOnly = has(option, QStyle::State_ReadOnly);
    const QColor fill = inkFor(enabled && !readOnly ? Ink::Base : Ink::Window, option);
    const Ink border = focused ? Ink::Focus : (enabled ? Ink::Outline : Ink::Line);
    paintBox(painter, option.rect, fill, inkFor(border, option), focused ? Size::focusRing : 1);
}

void paintCheckBox(QPainter& painter, const QStyleOption& option)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool partly = has(option, QStyle::State_NoChange);
    const bool filled = has(option, QStyle::State_On) || partly;
    QRectF box(0, 0, checkSize, checkSize);
    box.moveCenter(QRectF(option.rect).center());
    const Ink border = filled ? Ink::Accent : (isHovered(option) ? Ink::Accent : Ink::Outline);
    paintBox(painter, box, inkFor(filled && enabled ? Ink::Accent : Ink::Base, option),
             inkFor(enabled ? border : Ink::Line, option), 1, 3);
    if (!filled) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center());
    painter.setPen(QPen(inkFor(enabled ? Ink::OnAccent : Ink::TextDisabled, option), 2,
                        Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (partly) {
        painter.drawLine(QPointF(-4, 0), QPointF(4, 0));
    } else {
        painter.drawPolyline(QPolygonF{{-4, 0.2}, {-1.2, 3}, {4, -2.8}});
    }
    painter.restore();
}

void paintRadioButton(QPainter& painter, const QStyleOption& option)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    QRectF box(0, 0, checkSize, checkSize);
    box.moveCenter(QRectF(option.rect).center());
    const Ink border = on || isHovered(option) ? Ink::Accent : Ink::Outline;
    paintBox(painter, box, inkFor(Ink::Base, option), inkFor(enabled ? border : Ink::Line, option),
             on ? 1.5 : 1, checkSize / 2.0);
    if (on) {
        paintBox(painter, box.adjusted(4, 4, -4, -4),
                 inkFor(enabled ? Ink::Accent : Ink::TextDisabled, option), Qt::transparent, 0, 4);
    }
}

/// Icon and text of a push button, side by side in the middle.
void paintButtonLabel(QPainter& painter, const QStyleOptionButton& option, ButtonKind kind)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool primary = kind == ButtonKind::Primary;
    Ink word = primary ? Ink::OnAccent : (kind == ButtonKind::Link ? Ink::Accent : Ink::Text);
    word = wordInk(option, word);
    painter.save();
    if (primary) {
        painter.setFont(fontFor(FontRole::Strong, painter.font()));
    }
    const QRect box = option.rect;
    const bool menu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const int textWidth = painter.fontMetrics().size(Qt::TextShowMnemonic, option.text).width();
    const int iconWidth = option.icon.isNull() ? 0 : option.iconSize.width();
    const int between = iconWidth > 0 && textWidth > 0 ? iconGap : 0;
    int x = box.left()
            + (box.width() - textWidth - iconWidth - between - (menu ? menuArrowWidth : 0)) / 2;
    if (iconWidth > 0) {
        const QRect place(x, box.top() + (box.height() - option.iconSize.height()) / 2, iconWidth,
                          option.iconSize.height());
        QPixmap picture = option.icon.pixmap(option.iconSize, painter.device()->devicePixelRatio(),
                                             enabled ? QIcon::Normal : QIcon::Disabled);
        if (primary && enabled) {
            QPainter tint(&picture);
            tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
            tint.fillRect(picture.rect(), inkFor(Ink::OnAccent, option));
        }
        painter.drawPixmap(place, picture);
        x += iconWidth + between;
    }
    painter.setPen(inkFor(word, option));
    painter.drawText(QRect(x, box.top(), textWidth + 1, box.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                     option.text);
    if (menu) {
        paintChevron(painter, QRectF(x + textWidth + 4, box.top(), 16, box.height()),
                     inkFor(word, option));
    }
    painter.restore();
}

void paintTabShape(QPainter& painter, const QStyleOptionTab& option)
{
    const bool selected = has(option, QStyle::State_Selected);
    const QRect& rect = option.rect;
    if (isHovered(option) && !selected) {
        painter.fillRect(rect.adjusted(0, 0, 0, -1), inkFor(Ink::NeutralSoft, option));
    }
    paintLineBelow(painter, option);
    if (selected) {
        painter.fillRect(QRect(rect.left(), rect.bottom() - tabLine + 1, rect.width(), tabLine),
                         inkFor(Ink::Accent, option));
    }
    if (showsFocus(option) && selected) {
        paintBox(painter, QRectF(rect).adjusted(1, 2, -1, -4), Qt::transparent,
                 inkFor(Ink::Focus, option), Size::focusRing);
    }
}

void paintProgressGroove(QPainter& painter, const QStyleOption& option)
{
    QRectF groove = option.rect;
    groove.setHeight(progressHeight);
    groove.moveCenter(QRectF(option.rect).center());
    paintBox(painter, groove, inkFor(Ink::NeutralSoft, option), inkFor(Ink::Line, option), 1,
             progressHeight / 2.0);
}

void paintProgressContents(QPainter& painter, const QStyleOptionProgressBar& option)
{
    const bool busy = option.maximum <= option.minimum;
    const qreal share = busy ? 0.3
                             : static_cast<qreal>(option.progress - option.minimum)
                                   / (option.maximum - option.minimum);
    QRectF bar = option.rect;
    bar.setWidth(bar.width() * std::clamp(share, 0.0, 1.0));
    bar.setHeight(progressHeight);
    bar.moveTop(option.rect.top() + (option.rect.height() - progressHeight) / 2.0);
    if (busy) {  // Nothing but the running arc moves: what is unknown stands in the middle.
        bar.moveCenter(QRectF(option.rect).center());
    }
    if (bar.width() >= 1) {
        paintBox(painter, bar, inkFor(Ink::Accent, option), Qt::transparent, 0,
                 std::min(progressHeight / 2.0, bar.width() / 2));
    }
}

void paintMenuBarItem(QPainter& painter, const QStyleOptionMenuItem& option)
{
    const bool open = has(option, QStyle::State_Selected) && has(option, QStyle::State_Enabled);
    painter.fillRect(option.rect, inkFor(Ink::Window, option));
    if (open) {
        paintBox(painter, option.rect.adjusted(0, 1, 0, -1), inkFor(Ink::AccentSoft, option),
                 Qt::transparent);
    }
    painter.setPen(inkFor(wordInk(option, Ink::Text), option));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                     option.text);
}

void paintHeaderSection(QPainter& painter, const QStyleOption& option)
{
    painter.fillRect(option.rect, inkFor(Ink::Alternate, option));
    paintLineBelow(painter, option);
}

void paintHeaderLabel(QPainter& painter, const QStyleOptionHeader& option)
{
    painter.save();
    painter.setFont(fontFor(FontRole::Caption, painter.font()));
    painter.setPen(inkFor(wordInk(option, Ink::TextSecondary), option));
    const bool right = option.textAlignment.testFlag(Qt::AlignRight);
    const QRect box = option.rect.adjusted(4, 0, -4, 0);
    painter.drawText(box,
                     static_cast<int>(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)),
                     painter.fontMetrics().elidedText(option.text, Qt::ElideRight, box.width()));
    painter.restore();
}

QRect sliderRect(const QStyleOptionSlider& option)
{
    const bool level = option.orientation == Qt::Horizontal;
    const int length = level ? option.rect.width() : option.rect.height();
    const qint64 range = static_cast<qint64>(option.maximum) - option.minimum;
    if (range <= 0) {
        return option.rect;
    }
    const qint64 share = length * static_cast<qint64>(option.pageStep) / (range + option.pageStep);
    const int size = std::min(length, std::max(sliderMinimum, static_cast<int>(share)));
    const int at = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown);
    return level ? QRect(option.rect.left() + at, option.rect.top(), size, option.rect.height())
                 : QRect(option.rect.left(), option.rect.top() + at, option.rect.width(), size);
}

void paintBranch(QPainter& painter, const QStyleOption& option)
{
    if (has(option, QStyle::State_Children)) {
        paintChevron(painter, option.rect, inkFor(Ink::TextSecondary, option),
                     has(option, QStyle::State_Open) ? 0 : -90);
    }
}

/// The panel behind the indentation and the rest of a row: the delegate paints the cells.
void paintRowPanel(QPainter& painter, const QStyleOptionViewItem& option)
{
    if (has(option, QStyle::State_Selected)) {
        painter.fillRect(option.rect, inkFor(Ink::AccentSoft, option));
    } else if (option.features.testFlag(QStyleOptionViewItem::Alternate)) {
        painter.fillRect(option.rect, inkFor(Ink::Alternate, option));
    } else if (option.backgroundBrush.style() != Qt::NoBrush) {
        painter.fillRect(option.rect, option.backgroundBrush);
    }
}

}  // namespace

void paintLineBelow(QPainter& painter, const QStyleOption& option)
{
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     inkFor(Ink::Line, option));
}

void paintDockTitle(QPainter& painter, const QStyleOptionDockWidget& option, const QRect& textRect)
{
    painter.save();
    painter.fillRect(option.rect, inkFor(Ink::Window, option));
    painter.setFont(fontFor(FontRole::Strong, painter.font()));
    painter.setPen(inkFor(wordInk(option, Ink::Text), option));
    const QRect box = textRect.adjusted(8, 0, -4, 0);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(option.title, Qt::ElideRight, box.width()));
    painter.restore();
}

void paintSplitter(QPainter& painter, const QStyleOption& option)
{
    painter.fillRect(option.rect,
                     inkFor(isHovered(option) ? Ink::AccentSoft : Ink::Window, option));
    const QPoint middle = option.rect.center();
    const bool upright = option.rect.height() > option.rect.width();
    const QRect line = upright ? QRect(middle.x(), option.rect.top(), 1, option.rect.height())
                               : QRect(option.rect.left(), middle.y(), option.rect.width(), 1);
    painter.fillRect(line, inkFor(Ink::Line, option));
}

QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part)
{
    const QRect slider = sliderRect(option);
    const QRect& all = option.rect;
    const bool level = option.orientation == Qt::Horizontal;
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return slider;
    case QStyle::SC_ScrollBarGroove:
        return all;
    case QStyle::SC_ScrollBarSubPage:
        return level ? QRect(all.topLeft(), QPoint(slider.left() - 1, all.bottom()))
                     : QRect(all.topLeft(), QPoint(all.right(), slider.top() - 1));
    case QStyle::SC_ScrollBarAddPage:
        return level ? QRect(QPoint(slider.right() + 1, all.top()), all.bottomRight())
                     : QRect(QPoint(all.left(), slider.bottom() + 1), all.bottomRight());
    default:  // There are no buttons at the ends.
        return {};
    }
}

void paintScrollBar(QPainter& painter, const QStyleOptionSlider& option)
{
    painter.fillRect(option.rect, inkFor(Ink::Window, option));
    if (option.maximum <= option.minimum) {
        return;
    }
    const bool held = has(option, QStyle::State_Sunken) || isHovered(option);
    paintBox(painter, QRectF(sliderRect(option)).adjusted(3, 3, -3, -3),
             inkFor(held ? Ink::TextSecondary : Ink::Outline, option), Qt::transparent, 0, 3);
}

void paintComboBox(QPainter& painter, const QStyleOptionComboBox& option, const QRect& arrow)
{
    const bool focused = option.editable ? has(option, QStyle::State_HasFocus) : showsFocus(option);
    paintField(painter, option, focused);
    paintChevron(painter, arrow, inkFor(wordInk(option, Ink::Text), option));
}

void paintSpinBox(QPainter& painter, const QStyleOptionSpinBox& option, const QRect& up,
                  const QRect& down)
{
    if (option.frame) {
        paintField(painter, option, has(option, QStyle::State_HasFocus));
    }
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const auto colour = [&option](QAbstractSpinBox::StepEnabledFlag step) {
        const bool enabled =
            option.stepEnabled.testFlag(step) && has(option, QStyle::State_Enabled);
        return inkFor(enabled ? Ink::Text : Ink::TextDisabled, option);
    };
    paintChevron(painter, up, colour(QAbstractSpinBox::StepUpEnabled), 180);
    paintChevron(painter, down, colour(QAbstractSpinBox::StepDownEnabled));
}

bool paintPanel(QStyle::PrimitiveElement element, const QStyleOption& option, QPainter& painter,
                const QWidget* widget)
{
    switch (element) {
    case QStyle::PE_PanelButtonCommand:
        paintPushButton(painter, option, buttonKindOf(widget));
        return true;
    case QStyle::PE_PanelButtonTool:
        paintToolButton(painter, option);
        return true;
    case QStyle::PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
            frame != nullptr && frame->lineWidth > 0) {
            paintField(painter, option, has(option, QStyle::State_HasFocus));
        }
        return true;
    case QStyle::PE_FrameLineEdit:
        paintField(painter, option, has(option, QStyle::State_HasFocus));
        return true;
    case QStyle::PE_FrameFocusRect:
        if (has(option, QStyle::State_KeyboardFocusChange)
            && qobject_cast<const QAbstractItemView*>(widget) == nullptr) {
            paintBox(painter, option.rect, Qt::transparent, inkFor(Ink::Focus, option),
                     Size::focusRing);
        }
        return true;
    case QStyle::PE_FrameDefaultButton:
    case QStyle::PE_IndicatorToolBarHandle:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_FrameTabWidget:
        return true;  // Not drawn.
    case QStyle::PE_Frame:
        paintBox(painter, option.rect, Qt::transparent, inkFor(Ink::Outline, option));
        return true;
    case QStyle::PE_PanelScrollAreaCorner:
        painter.fillRect(option.rect, inkFor(Ink::Window, option));
        return true;
    case QStyle::PE_FrameTabBarBase:
        paintLineBelow(painter, option);
        return true;
    case QStyle::PE_PanelStatusBar:
        painter.fillRect(QRect(option.rect.topLeft(), QSize(option.rect.width(), 1)),
                         inkFor(Ink::Line, option));
        return true;
    case QStyle::PE_PanelItemViewRow:
    case QStyle::PE_PanelItemViewItem:
        if (const auto* row = qstyleoption_cast<const QStyleOptionViewItem*>(&option)) {
            paintRowPanel(painter, *row);
        }
        return true;
    default:
        return false;
    }
}

bool paintIndicator(QStyle::PrimitiveElement element, const QStyleOption& option, QPainter& painter)
{
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
        paintCheckBox(painter, option);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        paintRadioButton(painter, option);
        return true;
    case QStyle::PE_IndicatorToolBarSeparator: {
        const QPoint middle = option.rect.center();
        painter.fillRect(QRect(middle.x(), middle.y() - 11, 1, 22), inkFor(Ink::Line, option));
        return true;
    }
    case QStyle::PE_IndicatorTabClose:
        if (isHovered(option)) {
            paintBox(painter, option.rect, inkFor(Ink::NeutralSoft, option), Qt::transparent);
        }
        paintIcon(painter, QStringLiteral("close"), QRectF(option.rect).adjusted(1, 1, -1, -1),
                  inkFor(Ink::TextSecondary, option));
        return true;
    case QStyle::PE_IndicatorArrowDown:
        paintChevron(painter, option.rect, inkFor(wordInk(option, Ink::Text), option));
        return true;
    case QStyle::PE_IndicatorBranch:
        paintBranch(painter, option);
        return true;
    case QStyle::PE_IndicatorDockWidgetResizeHandle:
        paintSplitter(painter, option);
        return true;
    default:
        return false;
    }
}

QStyleOptionTab tabLabelOption(const QStyleOptionTab& tab)
{
    QStyleOptionTab copy(tab);
    const bool selected = has(tab, QStyle::State_Selected);
    copy.palette.setColor(QPalette::WindowText,
                          inkFor(selected ? Ink::Text : Ink::TextSecondary, tab));
    copy.state.setFlag(QStyle::State_HasFocus, false);
    return copy;
}

bool paintPart(QStyle::ControlElement element, const QStyleOption& option, QPainter& painter,
               const QWidget* widget)
{
    switch (element) {
    case QStyle::CE_PushButtonBevel:  // The arrow of a menu belongs to the label.
        paintPushButton(painter, option, buttonKindOf(widget));
        return true;
    case QStyle::CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option)) {
            paintButtonLabel(painter, *button, buttonKindOf(widget));
        }
        return true;
    case QStyle::CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(&option)) {
            paintTabShape(painter, *tab);
        }
        return true;
    case QStyle::CE_HeaderSection:
    case QStyle::CE_HeaderEmptyArea:
        paintHeaderSection(painter, option);
        return true;
    case QStyle::CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(&option)) {
            paintHeaderLabel(painter, *header);
        }
        return true;
    case QStyle::CE_ProgressBarGroove:
        paintProgressGroove(painter, option);
        return true;
    case QStyle::CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(&option)) {
            paintProgressContents(painter, *bar);
        }
        return true;
    case QStyle::CE_ProgressBarLabel:  // The words stand beside the bar, which is 6 high.
        return true;
    case QStyle::CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(&option)) {
            paintMenuBarItem(painter, *item);
        }
        return true;
    default:
        return false;
    }
}

}  // namespace hopwright::ui
