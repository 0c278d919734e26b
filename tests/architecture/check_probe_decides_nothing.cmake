# Hop 1's gate is answered by whoever the probe asks: the lab's host A in practice. So the probe's own library needs of
# core/plan whose a refused account is, which no wire tells; none of its decisions about a hop. The lab needs nothing of it.
cmake_minimum_required(VERSION 3.25)

# Fails for each symbol of NAMESPACES (a regular expression) that LIBRARY needs and ALLOWED does not match.
function(check_library library namespaces allowed)
  execute_process(COMMAND ${NM} -C --undefined-only ${library} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE ";" "," symbols "${symbols}")
  string(REGEX MATCHALL "U (${namespaces})[^\n]*" needed "${symbols}")
  foreach(symbol IN LISTS needed)
    if(NOT symbol MATCHES "^U (${allowed})[(\\[]")
      message(SEND_ERROR "${library} needs ${symbol}: what is compared with the plan would be the plan itself")
    endif()
  endforeach()
  if(NOT symbols MATCHES "hopwright::")
    message(SEND_ERROR "${library} has no symbols: nothing was checked")
  endif()
endfunction()

check_library(${PROBE} "hopwright::(plan|wildcard)::"
  "hopwright::plan::isStranger")
check_library(${LAB} "hopwright::(plan|wildcard|model|edit|probe)::" "nothing")
