"""jupyter_kernel_test: the suite that Jupyter has for kernels."""

import os

import jupyter_kernel_test

import kernel_case

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
DISPLAY = 'import { display } from "tslab";\n'

os.chdir(kernel_case.NOTEBOOKS)


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('test')"
    completion_samples = [
        {"text": "Math.sq", "matches": {"sqrt"}},
        {"text": "console.lo", "matches": {"log"}},
        {"text": "parseFl", "matches": {"parseFloat"}},
    ]
    complete_code_samples = [
        "1",
        "console.log('hello')",
        "function f(x: number) {\n  return x * 2;\n}",
        "const a = {b: 1};",
    ]
    incomplete_code_samples = ["console.log(", "function f(x: number) {\n  x * 2;", "const a = {", "`abc", "[1, 2,"]
    invalid_code_samples = ["const = 7q;", "let 1a = );"]
    code_page_something = "console.log?"
    code_generate_error = "throw new Error('x')"
    code_execute_result = [
        {"code": "6*7", "result": "42"},
        {"code": "[1, 2, 3].map(v => v * 2)", "result": "[ 2, 4, 6 ]"},
        {"code": "await Promise.resolve(7)", "result": "7"},
    ]
    code_display_data = [
        {"code": DISPLAY + 'display.html("<b>bold</b>");', "mime": "text/html"},
        {"code": DISPLAY + 'display.markdown("**bold**");', "mime": "text/markdown"},
        {
            "code": DISPLAY + 'display.svg("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>");',
            "mime": "image/svg+xml",
        },
        {"code": DISPLAY + f'display.png(Buffer.from("{PNG}", "base64"));', "mime": "image/png"},
        {"code": DISPLAY + 'display.latex("$x^2$");', "mime": "text/latex"},
        {"code": DISPLAY + 'display.raw("application/json", { a: 1 } as any);', "mime": "application/json"},
    ]
    code_history_pattern = "6?7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "parseFloat"
    code_clear_output = DISPLAY + "(display as any).clear();"


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "tslab"
    support_iopub_welcome = True


class JavaScript(jupyter_kernel_test.KernelTests):
    kernel_name = "jslab"
    language_name = "javascript"
    file_extension = ".js"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('test')"
    completion_samples = [{"text": "Math.sq", "matches": {"sqrt"}}]
    complete_code_samples = ["1", "function f(x) {\n  return x * 2;\n}"]
    incomplete_code_samples = ["console.log(", "`abc"]
    invalid_code_samples = ["const = 7q;"]
    code_page_something = "console.log?"
    code_generate_error = "throw new Error('x')"
    code_execute_result = [{"code": "6*7", "result": "42"}]
    code_display_data = [{"code": 'require("tslab").display.html("<b>bold</b>");', "mime": "text/html"}]
    code_history_pattern = "6?7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "parseFloat"
    code_clear_output = 'require("tslab").display.clear();'
