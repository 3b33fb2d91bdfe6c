#pragma once

namespace smartmove::storage {

enum class TransactionMode { read, write, schema };

}  // namespace smartmove::storage
