// What the debugger says of itself, in the words of the Debug Adapter Protocol.

/** The body of a reply to `initialize`. */
export const capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  supportsModulesRequest: true,
  supportsDelayedStackTraceLoading: true,
  supportsTerminateRequest: true,
  exceptionBreakpointFilters: [
    {
      filter: "uncaught",
      label: "Uncaught errors",
      default: false,
      description: "Pause where an error is thrown that your code does not catch",
    },
    { filter: "raised", label: "All errors", default: false, description: "Pause where any error is thrown" },
  ],
};

/** JupyterLab reads the body of some replies without a look at `success`: what a failed one carries. */
export const emptyBodies: Record<string, object> = {
  inspectVariables: { variables: [] },
  richInspectVariables: { data: {}, metadata: {} },
  variables: { variables: [] },
  stackTrace: { stackFrames: [], totalFrames: 0 },
  scopes: { scopes: [] },
  setBreakpoints: { breakpoints: [] },
  modules: { modules: [], totalModules: 0 },
};
