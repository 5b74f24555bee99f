# cmake --install build/release --prefix PREFIX: the program with its manual page, completions, documents and knowledge. The
# program needs none of the others; knowledge/ is there to be copied and changed (docs/guide.md).
include(GNUInstallDirs)
install(TARGETS sayso RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The manual page is made of what the program itself says in --help, and therefore when it is built.
install(CODE "execute_process(COMMAND ${CMAKE_SOURCE_DIR}/scripts/make-man $<TARGET_FILE:sayso>
                OUTPUT_FILE ${CMAKE_BINARY_DIR}/sayso.1 COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${CMAKE_BINARY_DIR}/sayso.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

install(FILES completions/sayso.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME sayso)
install(FILES completions/sayso.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _sayso)
install(FILES completions/sayso.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# Laid out as here, so that links from one document to another hold.
install(FILES README.md CHANGELOG.md LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs examples knowledge DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES data/gazetteer/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/data/gazetteer)
