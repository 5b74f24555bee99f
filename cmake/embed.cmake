# Files compiled into a library, so that the program is one file that runs anywhere.
#
#   sayso_embed(sayso_reading SYMBOL english_model FILE ${CMAKE_SOURCE_DIR}/model/english.model)
#   sayso_embed_folder(sayso_reading SYMBOL knowledge_pack FOLDER ${CMAKE_SOURCE_DIR}/knowledge)
#
# give the target two symbols, aligned to 64 bytes, that lie in read-only memory and cost nothing until they are read:
#
#   extern "C" const char english_model_begin[], english_model_end[];
#
# A changed file is embedded anew; so is a folder to which a .toml or .tsv file was added. FILE may be made by another
# rule of the build (an absolute path in the build tree). The second function packs the folder with tools/pack.cc;
# `KnowledgeSource::from_pack` reads the pack.

set(SAYSO_EMBED_DIR ${CMAKE_CURRENT_LIST_DIR})

function(sayso_embed target)
  cmake_parse_arguments(ARG "" "SYMBOL;FILE" "" ${ARGN})
  set(SYMBOL ${ARG_SYMBOL})
  set(FILE ${ARG_FILE})
  set(source ${CMAKE_BINARY_DIR}/embed/${ARG_SYMBOL}.S)
  configure_file(${SAYSO_EMBED_DIR}/embed.S.in ${source} @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${ARG_FILE} LANGUAGE ASM)
  target_sources(${target} PRIVATE ${source})
endfunction()

function(sayso_embed_folder target)
  cmake_parse_arguments(ARG "" "SYMBOL;FOLDER" "" ${ARGN})
  if(NOT TARGET sayso_pack)
    add_executable(sayso_pack ${CMAKE_SOURCE_DIR}/tools/pack.cc)
    target_link_libraries(sayso_pack PRIVATE sayso_base)
  endif()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${ARG_FOLDER}/*.toml ${ARG_FOLDER}/*.tsv)
  set(pack ${CMAKE_BINARY_DIR}/embed/${ARG_SYMBOL}.pack)
  add_custom_command(
    OUTPUT ${pack}
    COMMAND sayso_pack ${ARG_FOLDER} ${pack}
    DEPENDS sayso_pack ${files}
    COMMENT "Packing ${ARG_FOLDER}"
    VERBATIM)
  target_sources(${target} PRIVATE ${pack})
  sayso_embed(${target} SYMBOL ${ARG_SYMBOL} FILE ${pack})
endfunction()
