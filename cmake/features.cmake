# add_feature(NAME LEVEL n USES lower…): src/NAME as a static library, its SQL constants, its tests.
# The call in CMakeLists.txt is data for tools/check_includes.py too.
function(add_feature name)
  cmake_parse_arguments(FEATURE "" "LEVEL" "USES;LINKS" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  list(REMOVE_ITEM sources ${tests})

  set(library smartmove_${name})
  add_library(${library} STATIC ${sources})
  target_link_libraries(${library} PUBLIC smartmove_common ${FEATURE_LINKS})
  foreach(lower ${FEATURE_USES})
    target_link_libraries(${library} PUBLIC smartmove_${lower})
  endforeach()
  _precompile(${library})
  _add_sql_constants(${name} ${library})

  if(tests AND NOT SMARTMOVE_FUZZ)
    add_executable(${name}_tests ${tests})
    _precompile(${name}_tests)
    target_link_libraries(${name}_tests PRIVATE ${library} smartmove_embedded GTest::gmock GTest::gtest_main)
    add_test(NAME unit_${name} COMMAND ${name}_tests)
    set_tests_properties(unit_${name} PROPERTIES LABELS unit
      ENVIRONMENT
      "SMARTMOVE_SOURCE_DIR=${CMAKE_SOURCE_DIR};TZ=Europe/Stockholm;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/lsan.supp")
  endif()
endfunction()

# One precompiled header for all targets: they share flags and definitions.
function(_precompile target)
  if(NOT SMARTMOVE_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET smartmove_precompiled)
    file(WRITE ${CMAKE_BINARY_DIR}/generated/precompiled.cpp "")
    add_library(smartmove_precompiled OBJECT ${CMAKE_BINARY_DIR}/generated/precompiled.cpp)
    target_link_libraries(smartmove_precompiled PRIVATE smartmove_common)
    target_precompile_headers(smartmove_precompiled PRIVATE <algorithm> <chrono> <filesystem> <functional> <map> <memory>
      <optional> <set> <span> <string> <string_view> <tuple> <unordered_map> <variant> <vector> <boost/describe.hpp>
      <boost/json.hpp> <boost/mp11.hpp> <fmt/format.h> <tl/expected.hpp>)
  endif()
  target_precompile_headers(${target} REUSE_FROM smartmove_precompiled)
endfunction()

# One constant a query file, so that SQL stays in .sql files and its name is the function that runs it.
function(_add_sql_constants name library)
  file(GLOB queries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/sql/*.sql)
  if(NOT queries)
    return()
  endif()
  set(header ${CMAKE_BINARY_DIR}/generated/${name}/sql.hpp)
  add_custom_command(OUTPUT ${header}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/sql_constants.py ${name} ${header} ${queries}
    DEPENDS ${queries} ${CMAKE_SOURCE_DIR}/tools/sql_constants.py VERBATIM)
  add_custom_target(${name}_sql DEPENDS ${header})
  target_sources(${library} PRIVATE ${header})
  add_dependencies(${library} ${name}_sql)
endfunction()

# A feature that exists for the documentation, compiled into the tests of TESTED_BY.
function(add_example folder tested_by)
  if(TARGET ${tested_by}_tests)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
    target_sources(${tested_by}_tests PRIVATE ${sources})
    target_include_directories(${tested_by}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  endif()
endfunction()

function(add_program name)
  if(SMARTMOVE_FUZZ)
    return()
  endif()
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE smartmove_app smartmove_embedded)
endfunction()

# Every *_fuzz.cpp in FOLDER is one libFuzzer target of the `fuzz` preset. A first line `// links: web content`
# names the features it needs.
function(add_fuzzers folder)
  if(NOT SMARTMOVE_FUZZ)
    return()
  endif()
  file(GLOB targets CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*_fuzz.cpp)
  foreach(target ${targets})
    get_filename_component(name ${target} NAME_WE)
    file(STRINGS ${target} first LIMIT_COUNT 1)
    string(REGEX REPLACE "^// links: *" "" links "${first}")
    separate_arguments(links)
    list(TRANSFORM links PREPEND smartmove_)
    add_executable(${name} ${target})
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(${name} PRIVATE ${links} smartmove_embedded)
  endforeach()
endfunction()

function(add_benchmarks folder)
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    return()
  endif()
  file(GLOB programs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*_bench.cpp)
  foreach(program ${programs})
    get_filename_component(name ${program} NAME_WE)
    add_executable(${name} EXCLUDE_FROM_ALL ${program})
    target_link_libraries(${name} PRIVATE smartmove_app smartmove_embedded benchmark::benchmark)
  endforeach()
endfunction()
