#pragma once

#include <QObject>

#include <memory>

namespace hopwright::process {

/// Ctrl+C, a request to end, or the end of the terminal, as a signal on the event loop.
///
/// Until listen() the process ends as usual. Afterwards nothing is interrupted but a read that waits for a password: what
/// runs stops by itself. One instance listens at a time.
class StopSignal : public QObject {
    Q_OBJECT

public:
    explicit StopSignal(QObject* parent = nullptr);
    ~StopSignal() override;

    void listen();

signals:
    void raised();

private:
    struct Private;
    std::unique_ptr<Private> m_state;
};

}  // namespace hopwright::process
