# Templates, translations, migrations and the built front end go into the binary (base/embedded.hpp).
function(add_embedded_files)
  file(GLOB templates CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*/templates/*.html ${CMAKE_SOURCE_DIR}/themes/templates/*.html)
  file(GLOB translations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/translations/*.json)
  file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
  file(GLOB_RECURSE ui_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ui/src/*
    ${CMAKE_SOURCE_DIR}/themes/*.css ${CMAKE_SOURCE_DIR}/themes/*.svg)
  file(GLOB ui_build CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ui/*.mjs)

  # esbuild's output: hashed names, .gz and .br beside each, manifest.json.
  set(assets_dir ${CMAKE_BINARY_DIR}/assets)
  add_custom_command(OUTPUT ${assets_dir}/manifest.json
    COMMAND node ${CMAKE_SOURCE_DIR}/ui/build.mjs ${assets_dir}
    DEPENDS ${ui_sources} ${ui_build} ${CMAKE_SOURCE_DIR}/ui/package-lock.json VERBATIM)

  # What the server itself draws with.
  set(fonts_dir ${CMAKE_BINARY_DIR}/fonts)
  add_custom_command(OUTPUT ${fonts_dir}/display.ttf ${fonts_dir}/text.ttf
    COMMAND node ${CMAKE_SOURCE_DIR}/ui/card_fonts.mjs ${fonts_dir}
    DEPENDS ${ui_build} ${CMAKE_SOURCE_DIR}/ui/package-lock.json VERBATIM)

  set(generated ${CMAKE_BINARY_DIR}/generated/embedded)
  add_custom_command(OUTPUT ${generated}.cpp ${generated}.S
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py ${generated}
      templates ${CMAKE_SOURCE_DIR} translations ${CMAKE_SOURCE_DIR}/translations
      migrations ${CMAKE_SOURCE_DIR}/migrations assets ${assets_dir}
      fonts ${fonts_dir} themes ${CMAKE_SOURCE_DIR}/themes
    DEPENDS ${templates} ${translations} ${migrations} ${assets_dir}/manifest.json
      ${fonts_dir}/display.ttf ${fonts_dir}/text.ttf ${CMAKE_SOURCE_DIR}/themes/tokens.css
      ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
  add_library(smartmove_embedded STATIC ${generated}.cpp ${generated}.S)
  target_include_directories(smartmove_embedded PRIVATE ${CMAKE_SOURCE_DIR}/src)
endfunction()
