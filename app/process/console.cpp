#include "app/process/console.h"

namespace hopwright::process {

StandardInputBuffer::int_type StandardInputBuffer::underflow()
{
    const std::ptrdiff_t count = m_input.read(m_block);
    if (count <= 0)
        return traits_type::eof();
    setg(m_block.data(), m_block.data(), m_block.data() + count);
    return traits_type::to_int_type(m_block.front());
}

}  // namespace hopwright::process
