#include "core/base/byte_writer.h"
#include "core/text/base64.h"
#include "core/wire/wsman/shell.h"
#include "tests/needed.h"

#include <QTest>

#include <openssl/crypto.h>

#include <cstdlib>
#include <new>

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

namespace {

/// What no block may hold when it is given back; empty: nobody looks.
std::string_view watched;
int left = 0;

void look(void* block) noexcept
{
#ifdef __GLIBC__
    if (block == nullptr || watched.empty())
        return;
    const std::string_view held(static_cast<const char*>(block), malloc_usable_size(block));
    left += held.find(watched) != std::string_view::npos ? 1 : 0;
#else
    static_cast<void>(block);
#endif
}

}  // namespace

void* operator new(std::size_t size)
{
    if (void* block = std::malloc(size == 0 ? 1 : size))
        return block;
    throw std::bad_alloc();
}

void operator delete(void* block) noexcept
{
    look(block);
    std::free(block);
}

void operator delete(void* block, std::size_t) noexcept
{
    look(block);
    std::free(block);
}

using namespace hopwright;
using namespace hopwright::wire;

/// A password on its way to standard input passes through texts: none of them stays in memory that was given back.
class TestShellWiping : public QObject {
    Q_OBJECT

private slots:
    static void initTestCase();
    void theLookFindsWhatIsLeft();
    void sendLeavesNothing_data();
    void sendLeavesNothing();
};

void TestShellWiping::initTestCase()
{
#ifndef __GLIBC__
    HOPWRIGHT_NEED("the size of a block is asked of glibc: without it nothing could be found");
#endif
}

void TestShellWiping::theLookFindsWhatIsLeft()
{
    const std::string marker(64, 'm');
    left = 0;
    watched = marker;
    std::string* copy = new std::string(marker + "x");
    delete copy;
    watched = {};
    QVERIFY(left > 0);
}

void TestShellWiping::sendLeavesNothing_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {60, 600, 6000, 60000})
        QTest::addRow("%d bytes", size) << size;
}

void TestShellWiping::sendLeavesNothing()
{
    QFETCH(int, size);
    const std::string input(static_cast<std::size_t>(size), 's');
    const std::string marker = text::toBase64(bytesOf(input)).substr(0, 60);
    const wsman::RequestHeader header{.action = std::string(wsman::action::send),
                                      .messageId = "1",
                                      .to = "http://b:5985/wsman",
                                      .shellId = "2"};
    left = 0;
    watched = marker;
    std::string body = wsman::sendBody("3", bytesOf(input), true);
    std::string soap = wsman::requestEnvelope(header, body);
    OPENSSL_cleanse(body.data(), body.size());
    const bool stands = soap.find(marker) != std::string::npos;
    OPENSSL_cleanse(soap.data(), soap.size());
    watched = {};
    QVERIFY(stands);
    QCOMPARE(left, 0);
}

QTEST_APPLESS_MAIN(TestShellWiping)
#include "tst_shell_wiping.moc"
