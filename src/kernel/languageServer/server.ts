// The language server (LSP 3.17) over stdin and stdout: what the kernel knows of cells, for every editor that speaks it.
import * as lsp from "vscode-languageserver-protocol/node";
import { isRecord } from "../../jupyter/messages.js";
import { LanguageCancelledError } from "../language/client.js";
import { inlayHints, legend, semanticTokens } from "./colours.js";
import { completion, completionTriggers, documentOfItem, resolveCompletion } from "./completion.js";
import { codeActions, format, formatAll } from "./edits.js";
import { hover, signatureHelp } from "./help.js";
import { definition, prepareRename, references, rename } from "./navigation.js";
import type { Session } from "./session.js";
import { Sessions } from "./sessions.js";
import { defaults, readSettings } from "./settings.js";

/** Lays out all cells of the notebook or script whose URI is the argument. */
const formatNotebook = "gradus.formatNotebook";

const languages = ["typescript", "javascript", "typescriptreact", "javascriptreact"];

const capabilities: lsp.ServerCapabilities = {
  textDocumentSync: { openClose: true, change: lsp.TextDocumentSyncKind.Incremental },
  notebookDocumentSync: {
    notebookSelector: [
      { notebook: { notebookType: "jupyter-notebook" }, cells: languages.map((language) => ({ language })) },
    ],
  },
  hoverProvider: true,
  completionProvider: { triggerCharacters: completionTriggers, resolveProvider: true },
  signatureHelpProvider: { triggerCharacters: ["(", ",", "<"] },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: { codeActionKinds: [lsp.CodeActionKind.QuickFix] },
  documentFormattingProvider: true,
  semanticTokensProvider: { legend, full: true },
  inlayHintProvider: true,
  executeCommandProvider: { commands: [formatNotebook] },
};

/** Before `initialize`, between that and `shutdown`, after it. */
type State = "new" | "running" | "shut down";

/** Serves until the client says `exit` or is gone; ends the process with 0 after a `shutdown`, else with 1. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
  const log = (text: string) => console.error(text); // stdout is the client's
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(input),
    new lsp.StreamMessageWriter(output),
    { error: log, warn: log, info: log, log },
  );
  let state: State = "new";
  let settings = defaults;
  let canRefreshHints = false;
  const sessions = new Sessions({
    publish: (marks) => void connection.sendNotification(lsp.PublishDiagnosticsNotification.type, marks),
    kernels: () => settings.kernels,
    log,
  });

  const configure = (given: unknown) => {
    const read = readSettings(given, settings);
    settings = read.settings;
    for (const message of read.complaints) {
      const type = lsp.MessageType.Warning;
      void connection.sendNotification(lsp.ShowMessageNotification.type, { type, message });
    }
  };
  const exit = () => process.exit(state === "shut down" ? 0 : 1);

  /** Answers requests about a document that is open and ours, and null about any other. */
  const answer = <P extends { textDocument: lsp.TextDocumentIdentifier }, R, PR, E, RO>(
    type: lsp.ProtocolRequestType<P, R | null, PR, E, RO>,
    ask: (session: Session, params: P) => Promise<R | null>,
  ) =>
    connection.onRequest(type.method, async (params: P) => {
      if (state !== "running") throw outOfOrder(state);
      const session = sessions.of(params.textDocument.uri);
      return session ? await settled(ask(session, params)) : null;
    });

  connection.onRequest(lsp.InitializeRequest.type, (params) => {
    if (state !== "new") throw outOfOrder(state);
    state = "running";
    canRefreshHints = params.capabilities.workspace?.inlayHint?.refreshSupport ?? false;
    sessions.setRoot(params);
    configure(params.initializationOptions);
    return { capabilities, serverInfo: { name: "gradus" } };
  });
  connection.onNotification(lsp.DidChangeConfigurationNotification.type, ({ settings: given }) => {
    configure(isRecord(given) ? given["gradus"] : undefined);
    for (const session of sessions.all()) session.changed();
    if (canRefreshHints) void connection.sendRequest(lsp.InlayHintRefreshRequest.type);
  });
  connection.onRequest(lsp.ShutdownRequest.type, () => {
    state = "shut down";
    for (const session of sessions.all()) session.close();
  });
  connection.onNotification(lsp.ExitNotification.type, exit);
  connection.onClose(exit);

  sessions.listen(connection);
  answer(lsp.HoverRequest.type, hover);
  answer(lsp.CompletionRequest.type, completion);
  connection.onRequest(lsp.CompletionResolveRequest.type, async (item) => {
    const uri = documentOfItem(item);
    const session = uri === undefined ? undefined : sessions.of(uri);
    return session ? await settled(resolveCompletion(session, item)) : item;
  });
  answer(lsp.SignatureHelpRequest.type, signatureHelp);
  answer(lsp.DefinitionRequest.type, definition);
  answer(lsp.ReferencesRequest.type, references);
  answer(lsp.PrepareRenameRequest.type, prepareRename);
  answer(lsp.RenameRequest.type, rename);
  answer(lsp.CodeActionRequest.type, codeActions);
  answer(lsp.DocumentFormattingRequest.type, format);
  answer(lsp.SemanticTokensRequest.type, semanticTokens);
  answer(lsp.InlayHintRequest.type, async (session, params) =>
    settings.inlayHints ? await inlayHints(session, params) : null,
  );
  connection.onRequest(lsp.ExecuteCommandRequest.type, async ({ command, arguments: given }) => {
    const uri = String(given?.[0]);
    const session = sessions.notebook(uri) ?? sessions.of(uri);
    if (command !== formatNotebook || !session) {
      const says = `current value is ${command} ${uri}`;
      throw new lsp.ResponseError(
        lsp.ErrorCodes.InvalidParams,
        `Cannot execute: the command must be ${formatNotebook} and its argument the URI of an open notebook, ${says}`,
      );
    }
    const edit = await settled(formatAll(session));
    await connection.sendRequest(lsp.ApplyWorkspaceEditRequest.type, { label: "Format notebook", edit });
    return null;
  });
  connection.listen();
}

function outOfOrder(state: State): lsp.ResponseError {
  return state === "new"
    ? new lsp.ResponseError(lsp.ErrorCodes.ServerNotInitialized, "Cannot answer: initialize must come first")
    : new lsp.ResponseError(lsp.ErrorCodes.InvalidRequest, `Cannot answer: the server is ${state} already`);
}

/** A question whose notebook was closed meanwhile is not worth a message to the user. */
async function settled<R>(answer: Promise<R>): Promise<R> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof LanguageCancelledError)) throw error;
    throw new lsp.ResponseError(lsp.LSPErrorCodes.ContentModified, error.message);
  }
}
