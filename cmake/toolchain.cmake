# Language level, warnings, sanitisers, compiler cache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)  # TRY is a statement expression

add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wall>
                    $<$<COMPILE_LANGUAGE:CXX>:-Wextra>
                    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
                    $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>
                    $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # -Wrestrict: g++ 12 sees an overlap in every `"literal" + string` once it inlines (GCC bug 105651).
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fcoroutines> $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()

set(SMARTMOVE_SANITIZE "" CACHE STRING "Sanitisers, as -fsanitize= takes them")
option(SMARTMOVE_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
if(SMARTMOVE_SANITIZE)
  add_compile_options(-fsanitize=${SMARTMOVE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Measured: -O1 with all of -g takes more than twice as long to compile, and the tests are no quicker for it.
  add_compile_options($<IF:$<BOOL:${SMARTMOVE_FUZZ}>,-O1,-O0> $<IF:$<BOOL:${SMARTMOVE_FUZZ}>,-g,-g1>)
  add_link_options(-fsanitize=${SMARTMOVE_SANITIZE})
endif()
if(SMARTMOVE_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-maybe-uninitialized)  # g++ 12 is wrong about std::regex once the sanitisers are in
endif()
if(SMARTMOVE_SANITIZE MATCHES "thread")
  add_compile_options(-Wno-tsan)  # g++ warns of Asio's fences, which the thread sanitiser does not follow
endif()
if(SMARTMOVE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  # pch_defines and time_macros: without them a precompiled header makes every compilation a miss. The base directory and
  # no hashing of the working directory let a second checkout use what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

# Measured: a precompiled header takes a third off a file's compilation. Release and fuzz go without, so that a build there
# proves that every file includes what it uses.
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT SMARTMOVE_FUZZ)
  set(SMARTMOVE_PRECOMPILE ON)
endif()
