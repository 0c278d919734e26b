#pragma once

#include "core/files/path.h"
#include "core/model/graph.h"
#include "core/store/graph_file.h"
#include "ui/panels/callouts.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolBar>
#include <QtTest>

#include <memory>

/// A window of its own, with its settings in a folder of its own, and a user who has a mouse and keys only.
class WindowBench {
public:
    explicit WindowBench(QSize size = {1440, 900}) { start(size); }

    hopwright::ui::MainWindow& window() { return *m_window; }
    hopwright::ui::GraphView& canvas() { return m_window->canvas(); }
    QSettings& settings() { return m_settings; }
    QString path(const QString& name) const { return m_scratch.filePath(name); }

    /// As app/gui does.
    void start(QSize size = {1440, 900})
    {
        m_window = std::make_unique<hopwright::ui::MainWindow>(m_settings);
        m_window->resize(size);
        m_window->show();
        m_window->openAtStart();
        activate();
    }

    // Keys ------------------------------------------------------------------------------------------------------------

    /// To the widget that has the focus, as a keyboard does.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(focus(), key, modifiers);
        if (modifiers != Qt::AltModifier)
            return;
        // A button is down for a moment before its mnemonic does what a click does.
        const QPointer<QWidget> pressedIn = QApplication::activeWindow();
        std::ignore = QTest::qWaitFor([&pressedIn] {
            return pressedIn == nullptr
                   || std::ranges::none_of(pressedIn->findChildren<QAbstractButton*>(),
                                           &QAbstractButton::isDown);
        });
    }
    void type(const QString& text)
    {
        for (const QChar each : text) {
            if (each.unicode() < 0x80)
                QTest::keyClick(focus(), each.toLatin1());
            else  // No key of its own: as an input method sends it.
                QTest::sendKeyEvent(QTest::Click, focus(), Qt::Key_unknown, QString(each), {});
        }
    }
    /// A name into the field that stands open, and Enter.
    void name(const QString& text)
    {
        type(text);
        key(Qt::Key_Return);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    // Mouse -----------------------------------------------------------------------------------------------------------

    void click(QPointF at)
    {
        QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, at.toPoint());
    }
    void drag(QPointF from, QPointF to)
    {
        QWidget* view = canvas().viewport();
        QTest::mousePress(view, Qt::LeftButton, {}, from.toPoint());
        QTest::mouseMove(view, ((from + to) / 2).toPoint());
        QTest::mouseMove(view, to.toPoint());
        QTest::mouseRelease(view, Qt::LeftButton, {}, to.toPoint());
    }
    /// The first visible button whose text begins so.
    QAbstractButton* button(const QString& beginning, QWidget* in = nullptr)
    {
        const QWidget* parent = in == nullptr ? m_window.get() : in;
        for (QAbstractButton* each : parent->findChildren<QAbstractButton*>()) {
            if (each->isVisible() && each->text().startsWith(beginning))
                return each;
        }
        return nullptr;
    }
    /// One of the tool bar.
    QAbstractButton* tool(const QString& beginning)
    {
        return button(beginning, m_window->findChild<QToolBar*>());
    }
    bool press(const QString& beginning, QWidget* in = nullptr)
    {
        QAbstractButton* found = button(beginning, in);
        if (found == nullptr)
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    /// An entry of that menu, or of a menu within it.
    bool choose(const QString& menuName, const QString& beginning)
    {
        QMenuBar* bar = m_window->menuBar();
        QAction* title = actionOf(bar->actions(), menuName);
        if (title == nullptr)
            return false;
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(title).center());
        return chooseIn(*title->menu(), beginning);
    }

    // Files -----------------------------------------------------------------------------------------------------------

    /// Answers the file dialog that stands open: a path into its field, and Enter.
    bool answer(const QString& path)
    {
        auto* dialog = child<QFileDialog>();
        if (dialog == nullptr || !activate(*dialog))
            return false;
        key(Qt::Key_A, Qt::ControlModifier);
        type(path);
        key(Qt::Key_Return);
        const bool closed = QTest::qWaitFor([&] { return child<QFileDialog>() == nullptr; });
        activate();
        return closed;
    }
    /// \p graph as a file, opened by the keys; then the canvas has the focus.
    bool open(const hopwright::model::Graph& graph)
    {
        const QString file = path(QStringLiteral("own.hopw"));
        const auto saved =
            hopwright::store::saveGraph(hopwright::files::pathFromUtf8(file.toStdString()), graph);
        if (!saved)
            return false;
        key(Qt::Key_O, Qt::ControlModifier);
        const bool opened = answer(file);
        canvas().setFocus();
        return opened;
    }
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A dialog or a field of the window that can be seen.
    template <typename T>
    T* child()
    {
        for (T* each : m_window->findChildren<T*>()) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }

    // What is seen ----------------------------------------------------------------------------------------------------

    /// The texts that the canvas paints, whole.
    QStringList painted()
    {
        canvas().viewport()->grab();
        QStringList out;
        for (const auto& label : canvas().paintedLabels())
            out += label.full;
        return out;
    }
    /// The drawing as it looks, with nothing selected or hovered, and without what floats over it.
    QImage picture()
    {
        canvas().setFocus();
        key(Qt::Key_Escape);
        key(Qt::Key_9, Qt::ControlModifier);
        QTest::mouseMove(canvas().viewport(), {2, 2});
        QImage out(canvas().viewport()->size(), QImage::Format_RGB32);
        canvas().viewport()->render(&out, {}, {}, QWidget::DrawWindowBackground);
        return out;
    }
    QPointF middleOf(std::string_view machine)
    {
        return canvas().cardRect(idOf(machine)).topLeft() + QPointF(90, 20);
    }
    QPointF handleOf(std::string_view machine)
    {
        return canvas().toView(canvas().canvasGeometry().cards().at(idOf(machine)).handle());
    }
    QPointF rowOf(std::string_view machine)
    {
        const auto& card = canvas().canvasGeometry().cards().at(idOf(machine));
        return canvas().toView(card.rows.at(0).second).center();
    }
    hopwright::model::ComputerId idOf(std::string_view machine)
    {
        for (const auto& [id, computer] : canvas().graph().computers) {
            if (computer.name == machine)
                return id;
        }
        return {};
    }

    // Tests -----------------------------------------------------------------------------------------------------------

    bool test()
    {
        key(Qt::Key_F5);
        return ended();
    }
    bool ended()
    {
        constexpr int patienceMs = 30'000;
        return QTest::qWaitFor(
            [this] { return !m_window->isRunning() && !m_window->report().routes.empty(); },
            patienceMs);
    }
    hopwright::probe::HopResult hop(std::size_t number)
    {
        return m_window->report().routes.at(0).hops.at(number - 1);
    }

    /// A key is a shortcut in the active window only; a window manager does this by itself.
    bool activate() { return activate(*m_window); }
    static bool activate(QWidget& window)
    {
        window.activateWindow();
        return QTest::qWaitFor([&] { return QApplication::activeWindow() == &window; });
    }

private:
    static bool chooseIn(QMenu& menu, const QString& beginning)
    {
        if (!QTest::qWaitFor([&] { return menu.isVisible(); }))
            return false;
        if (QAction* action = actionOf(menu.actions(), beginning)) {
            QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
            return true;
        }
        for (QAction* each : menu.actions()) {
            if (each->menu() == nullptr || actionOf(each->menu()->actions(), beginning) == nullptr)
                continue;
            QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(each).center());
            return chooseIn(*each->menu(), beginning);
        }
        return false;
    }
    static QAction* actionOf(const QList<QAction*>& actions, const QString& beginning)
    {
        for (QAction* each : actions) {
            QString text = each->text();
            if (text.remove(QLatin1Char('&')).startsWith(beginning))
                return each;
        }
        return nullptr;
    }
    QWidget* focus()
    {
        QWidget* focused = QApplication::focusWidget();
        return focused == nullptr ? m_window.get() : focused;
    }

    QTemporaryDir m_scratch;
    QSettings m_settings{m_scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    std::unique_ptr<hopwright::ui::MainWindow> m_window;
};

/// Runs \p Test with the program's style; nothing moves by itself, so that what is painted is where it belongs. Qt's own file dialog keeps what it remembers in a folder of its own, too.
template <typename Test>
int runWindowTest(int argc, char* argv[])
{
    const QTemporaryDir config;
    qputenv("XDG_CONFIG_HOME", config.path().toLocal8Bit());
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    hopwright::ui::setUpApplication(application, hopwright::ui::Theme::Light);
    hopwright::ui::setMotionReduced(true);
    Test test;
    return QTest::qExec(&test, argc, argv);
}
