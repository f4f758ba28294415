"""A name declared again in a later cell is replaced, for the type checker and at run time alike."""

from kernel_case import KernelCase


class Redeclare(KernelCase):
    def test_interfaces(self):
        self.ok("interface Shape { width: number }")
        self.ok("interface Shape { height: number }")
        self.shows("const shape: Shape = { height: 1 }; shape", "{ height: 1 }")
        self.fails("const wide: Shape = { width: 1, height: 1 };", "TS2353")

    def test_interfaces_in_one_cell_merge(self):
        self.ok("interface Both { a: number } interface Both { b: number }")
        self.fails("const both: Both = { a: 1 };", "TS2741")

    def test_namespaces(self):
        self.ok("namespace Space { export const first = 1; export interface Only { n: number } }")
        self.ok("const sees = () => Space;")
        self.ok("namespace Space { export const second = 2 }")
        self.shows("Space", "{ second: 2 }")
        self.shows("sees()", "{ second: 2 }")
        self.fails("Space.first", "TS2339")
        self.fails("let only: Space.Only;", "TS2694")

    def test_namespaces_with_variables(self):
        self.ok("namespace Count { export let first = 1 }")
        self.ok("namespace Count { export let second = 2 }")
        self.shows("Count", "{ second: 2 }")
        self.fails("Count.first", "TS2339")

    def test_enums(self):
        self.ok("enum Color { Red, Green }")
        self.ok("enum Color { Blue = 5 }")
        self.shows("Object.keys(Color)", "[ '5', 'Blue' ]")
        self.fails("Color.Red", "TS2339")
        self.ok("enum Color { Red = 'red' } enum Color { Blue = 'blue' }")
        self.shows("[Color.Red, Color.Blue]", "[ 'red', 'blue' ]")

    def test_a_class_gives_way_to_a_namespace_and_back(self):
        self.ok("class Kind { a = 1 } namespace Kind { export const made = 1 }")
        self.shows("[new Kind().a, Kind.made]", "[ 1, 1 ]")
        self.ok("namespace Kind { export const other = 2 }")
        self.shows("Kind", "{ other: 2 }")
        self.fails("new Kind()", "TS2351")
        self.ok("class Kind { b = 3 }")
        self.shows("new Kind().b", "3")
        self.fails("Kind.other", "TS2339")

    def test_enums_and_namespaces_of_a_failed_cell_say_so(self):
        self.fails("throw new Error('no'); enum Late { A } namespace Later { export const one = 1 }", "Error")
        for use in ("Late.A", "Later.one"):
            self.fails(use, "ReferenceError", "was declared in a cell that failed before it got here")
        self.ok("enum Late { A = 5 } enum Late { B = 6 }")
        self.shows("[Late.A, Late.B]", "[ 5, 6 ]")
