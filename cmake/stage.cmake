# A stage is a folder of src/ and a target of the same name: sayso_stage(mention DEPENDS syntax LIBS fmt::fmt).
#
# Each stage sees only its own headers and those of the stages it declares (and theirs): the folder itself is never on
# the include path, only a link to it in the build tree. An include against the direction of docs/architecture.md
# therefore does not build.
function(sayso_stage name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  set(view ${CMAKE_BINARY_DIR}/stage/${name})
  file(MAKE_DIRECTORY ${view})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${name} ${view}/${name} SYMBOLIC)
  if(sources)
    add_library(sayso_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(sayso_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(sayso_${name} ${scope} ${view})
  foreach(dep ${ARG_DEPENDS})
    target_link_libraries(sayso_${name} ${scope} sayso_${dep})
  endforeach()
  target_link_libraries(sayso_${name} ${scope} ${ARG_LIBS})
endfunction()

# One test program a stage: every *_test.cc of tests/<name>/.
function(sayso_stage_tests name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*_test.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_tests ${sources})
  target_compile_definitions(${name}_tests PRIVATE SAYSO_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                   SAYSO_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_include_directories(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_options(${name}_tests PRIVATE -O1)  # tests are compiled more often than they run
  set_target_properties(${name}_tests PROPERTIES UNITY_BUILD OFF)  # each names its helpers as it likes
  foreach(dep ${ARG_DEPENDS})
    target_link_libraries(${name}_tests PRIVATE sayso_${dep})
  endforeach()
  target_link_libraries(${name}_tests PRIVATE ${ARG_LIBS} GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name}_tests)
endfunction()
