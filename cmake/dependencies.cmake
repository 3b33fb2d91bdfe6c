# Debian 12 packages only; script/bootstrap installs them.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n data)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(LMDB REQUIRED IMPORTED_TARGET lmdb)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(CMARK_GFM REQUIRED IMPORTED_TARGET libcmark-gfm)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(VIPS REQUIRED vips)
pkg_check_modules(RSVG REQUIRED librsvg-2.0)
pkg_check_modules(HARFBUZZ REQUIRED harfbuzz)
pkg_check_modules(XML2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)

add_library(soci INTERFACE)
target_include_directories(soci SYSTEM INTERFACE /usr/include/soci ${PostgreSQL_INCLUDE_DIRS})
target_link_libraries(soci INTERFACE soci_sqlite3 soci_postgresql soci_core SQLite::SQLite3 PostgreSQL::PostgreSQL)

# Only what it declares: the library itself is loaded when it is first needed (src/media/vips_library.hpp).
add_library(vips_headers INTERFACE)
target_include_directories(vips_headers SYSTEM INTERFACE ${VIPS_INCLUDE_DIRS})

# The same (src/cards/drawing_library.hpp).
add_library(drawing_headers INTERFACE)
target_include_directories(drawing_headers SYSTEM INTERFACE ${RSVG_INCLUDE_DIRS} ${HARFBUZZ_INCLUDE_DIRS})

# What every feature may use without asking.
add_library(smartmove_common INTERFACE)
target_include_directories(smartmove_common INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
target_compile_definitions(smartmove_common INTERFACE
  SPDLOG_FMT_EXTERNAL BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  BOOST_ASIO_NO_DEPRECATED SMARTMOVE_VERSION="${PROJECT_VERSION}")
target_link_libraries(smartmove_common INTERFACE
  Threads::Threads Boost::json Boost::url fmt::fmt spdlog::spdlog tl::expected
  ICU::uc ICU::i18n ICU::data OpenSSL::Crypto PkgConfig::SODIUM)
