#include "ui/theme/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/marks.h"
#include "ui/theme/style_paint.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <optional>

namespace hopwright::ui {
namespace {

constexpr const char* kindProperty = "hopwrightButtonKind";
constexpr const char* smallProperty = "hopwrightSmall";
constexpr int buttonMargin = 12;
constexpr int linkMargin = 6;
constexpr int tabMargin = 10;
constexpr int scrollExtent = 12;
constexpr int headerHeight = 24;

QSize pushButtonSize(const QStyleOptionButton& button, const QSize& contents, const QWidget* widget)
{
    const ButtonKind kind = buttonKindOf(widget);
    const bool small = isSmall(widget);
    const int margin = kind == ButtonKind::Link ? linkMargin : (small ? Size::grid : buttonMargin);
    int width = contents.width() + 2 * margin;
    if (kind == ButtonKind::Primary) {
        const QFont strong = fontFor(FontRole::Strong, widget->font());
        width += QFontMetrics(strong).horizontalAdvance(button.text)
                 - button.fontMetrics.horizontalAdvance(button.text);
    }
    if (button.features.testFlag(QStyleOptionButton::HasMenu)) {
        width += menuArrowWidth;
    }
    return {width, std::max<int>(small ? Size::buttonSmall : Size::button,
                                 button.fontMetrics.height() + (small ? 4 : 8))};
}

QSize tabSize(const QStyleOptionTab& tab, const QSize& usual, const QWidget* widget)
{
    const QFont strong = fontFor(FontRole::Strong, widget != nullptr ? widget->font() : QFont());
    const int more = QFontMetrics(strong).horizontalAdvance(tab.text)
                     - tab.fontMetrics.horizontalAdvance(tab.text);
    return {usual.width() + std::max(0, more),
            std::max<int>(Size::docTab, tab.fontMetrics.height() + 12)};
}

std::optional<int> iconMetric(QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_ToolBarIconSize:
        return Size::icon;
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_TabBarIconSize:
    case QStyle::PM_ListViewIconSize:
    case QStyle::PM_TabCloseIndicatorWidth:
    case QStyle::PM_TabCloseIndicatorHeight:
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
        return Size::iconSmall;
    default:
        return std::nullopt;
    }
}

void polishView(QAbstractItemView& view)
{
    if (view.inherits("QComboBoxListView")) {
        return;
    }
    if (view.frameShape() == QFrame::StyledPanel) {
        view.setFrameShape(QFrame::NoFrame);
    }
    if (auto* table = qobject_cast<QTableView*>(&view)) {
        table->setShowGrid(false);
        table->verticalHeader()->setDefaultSectionSize(Size::row);
        table->horizontalHeader()->setHighlightSections(false);
        table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (auto* tree = qobject_cast<QTreeView*>(&view)) {
        tree->setIndentation(16);
        tree->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
}

}  // namespace

ButtonKind buttonKindOf(const QWidget* widget)
{
    return widget == nullptr ? ButtonKind::Plain
                             : static_cast<ButtonKind>(widget->property(kindProperty).toInt());
}

bool isSmall(const QWidget* widget)
{
    return widget != nullptr && widget->property(smallProperty).toBool();
}

void setButtonKind(QAbstractButton& button, ButtonKind kind)
{
    button.setProperty(kindProperty, static_cast<int>(kind));
    button.updateGeometry();
    button.update();
}

void setSmall(QWidget& widget, bool small)
{
    widget.setProperty(smallProperty, small);
    widget.updateGeometry();
    widget.update();
}

HopStyle::HopStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void HopStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget);
        view != nullptr && qobject_cast<QHeaderView*>(widget) == nullptr) {
        polishView(*view);
    }
    if (auto* tabs = qobject_cast<QTabBar*>(widget)) {
        tabs->setUsesScrollButtons(false);
        tabs->setExpanding(false);
        tabs->setDocumentMode(true);
    }
    if (qobject_cast<QMenu*>(widget) != nullptr)
        widget->installEventFilter(this);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr
        || qobject_cast<QComboBox*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

bool HopStyle::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && qobject_cast<QMenu*>(watched) != nullptr) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isLetter = !key->text().isEmpty() && key->text().front().isPrint()
                              && (key->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
        if (isLetter)
            event->accept();
    }
    return QProxyStyle::eventFilter(watched, event);
}

void HopStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                             QPainter* painter, const QWidget* widget) const
{
    if (!paintPanel(element, *option, *painter, widget)
        && !paintIndicator(element, *option, *painter)) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void HopStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                           const QWidget* widget) const
{
    if (paintPart(element, *option, *painter, widget)) {
        return;
    }
    switch (element) {
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            const QStyleOptionTab label = tabLabelOption(*tab);
            const bool selected = option->state.testFlag(State_Selected);
            painter->save();
            painter->setFont(
                fontFor(selected ? FontRole::Strong : FontRole::Body, painter->font()));
            QProxyStyle::drawControl(element, &label, painter, widget);
            painter->restore();
        }
        return;
    case CE_DockWidgetTitle:
        if (const auto* dock = qstyleoption_cast<const QStyleOptionDockWidget*>(option)) {
            paintDockTitle(*painter, *dock,
                           subElementRect(SE_DockWidgetTitleBarText, option, widget));
        }
        return;
    case CE_Splitter:
        paintSplitter(*painter, *option);
        return;
    case CE_ToolBar:
        painter->fillRect(option->rect, ink(Ink::Window, option->palette));
        paintLineBelow(*painter, *option);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, ink(Ink::Window, option->palette));
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void HopStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                  QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            paintScrollBar(*painter, *bar);
        }
        return;
    }
    if (control == CC_ComboBox) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            paintComboBox(*painter, *combo,
                          subControlRect(control, option, SC_ComboBoxArrow, widget));
        }
        return;
    }
    if (control == CC_SpinBox) {
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
            paintSpinBox(*painter, *spin, subControlRect(control, option, SC_SpinBoxUp, widget),
                         subControlRect(control, option, SC_SpinBoxDown, widget));
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect HopStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                               SubControl part, const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            return scrollBarPart(*bar, part);
        }
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        return QProxyStyle::subControlRect(control, option, part, widget).adjusted(4, 0, 0, 0);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect HopStyle::subElementRect(SubElement element, const QStyleOption* option,
                               const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame != nullptr && frame->lineWidth > 0) {
            return option->rect.adjusted(6, 1, -6, -1);  // QLineEdit adds 2 on each side.
        }
        return QProxyStyle::subElementRect(element, option, widget);
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QSize HopStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                 const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (option == nullptr) {
        return result;
    }
    const int textHeight = option->fontMetrics.height();
    switch (type) {
    case CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            return pushButtonSize(*button, size, widget);
        }
        return result;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        return {result.width() + (type == CT_ComboBox ? 14 : 0),
                std::max<int>(isSmall(widget) ? Size::buttonSmall : Size::field,
                              textHeight + (isSmall(widget) ? 4 : 8))};
    case CT_ToolButton:
        if (widget != nullptr && qobject_cast<const QToolBar*>(widget->parentWidget()) != nullptr) {
            return result.expandedTo({Size::toolButton, Size::toolButton});
        }
        return result.expandedTo({Size::buttonSmall, Size::buttonSmall});
    case CT_TabBarTab:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            return tabSize(*tab, result, widget);
        }
        return result;
    case CT_HeaderSection:
        return {result.width() + 8, std::max(headerHeight, textHeight + 6)};
    case CT_MenuBarItem:
        return {size.width() + 18, std::max<int>(Size::menuBar, textHeight + 6)};
    default:
        return result;
    }
}

int HopStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                          const QWidget* widget) const
{
    if (const std::optional<int> size = iconMetric(metric)) {
        return *size;
    }
    switch (metric) {
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return Size::splitter;
    case PM_DockWidgetTitleMargin: {
        const int height = widget != nullptr ? widget->fontMetrics().height() : Size::iconSmall;
        return std::max(4, (Size::dockTitle - height) / 2);
    }
    case PM_ToolBarItemMargin:
        return 6;
    case PM_ToolBarFrameWidth:
    case PM_DockWidgetFrameWidth:
    case PM_MenuBarVMargin:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarItemSpacing:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_MenuBarHMargin:
        return 6;
    case PM_ToolBarItemSpacing:
        return 2;
    case PM_ToolBarSeparatorExtent:
        return 13;
    case PM_TabBarTabHSpace:
        return 2 * tabMargin;
    case PM_HeaderMargin:
        return Size::half;
    case PM_ScrollBarExtent:
        return scrollExtent;
    case PM_ScrollBarSliderMin:
        return sliderMinimum;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return Size::grid;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int HopStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                        QStyleHintReturn* result) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_Menu_KeyboardSearch:  // Else a letter goes to the entry that begins with it, and underlined ones do nothing.
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_TabBar_ElideMode:
        return Qt::ElideMiddle;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QIcon HopStyle::standardIcon(StandardPixmap standard, const QStyleOption* option,
                             const QWidget* widget) const
{
    switch (standard) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_LineEditClearButton:
    case SP_TabCloseButton:
        return icon(QStringLiteral("close"));
    case SP_TitleBarNormalButton:
        return icon(QStringLiteral("pin"));
    case SP_ToolBarHorizontalExtensionButton:
    case SP_ToolBarVerticalExtensionButton:
        return icon(QStringLiteral("more"));
    case SP_MessageBoxCritical:
        return markIcon(Mark::Error);
    case SP_MessageBoxWarning:
        return markIcon(Mark::Warning);
    case SP_MessageBoxInformation:
        return markIcon(Mark::Note);
    case SP_MessageBoxQuestion:
        return markIcon(Mark::Unknown);
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

}  // namespace hopwright::ui
