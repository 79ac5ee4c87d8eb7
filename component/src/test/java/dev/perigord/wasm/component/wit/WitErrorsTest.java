package dev.perigord.wasm.component.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.component.wit.resolve.Features;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong texts: the message says where, what was expected and what was found. */
class WitErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
                    interface i { f: func( }                   | 1:37: expected a name, found `}`
                    interface i { f func(); }                  | 1:30: expected `:`, found keyword `func`
                    interface i { record r { } }               | 1:37: expected at least one field
                    interface i { record r { a: u8, a: u8 } }  | 1:46: duplicate field `a`
                    interface i { enum e { a, b c } }          | 1:42: expected `,` or `}`, found `c`
                    interface i { type t = list<u8, 0>; }      | 1:46: expected the length of a list, at least 1, found `0`
                    interface i { type t = map<f32, u8>; }     | 1:41: expected a map key that is an integer, bool, char or string, found another type
                    interface i { type t = float32; }          | 1:37: type `float32` is called `f32` today
                    interface i { type t = float64; }          | 1:37: type `float64` is called `f64` today
                    interface i { type t = unknown; }          | 1:37: type `unknown` does not exist
                    interface i { type t = u; type u = t; }    | 1:37: type `u` depends on itself
                    interface i { type t = u8; t: func(); }    | 1:41: name `t` is defined more than once
                    interface i { type t = u8; T: func(); }    | 1:41: name `T` differs from `t` by case only
                    interface i { type t = borrow<u>; type u = u8; } | 1:44: expected a resource, found type `u`
                    interface i { f: func(a: u8, a: u8); }     | 1:43: duplicate parameter `a`
                    interface i { resource r; f: func() -> borrow<r>; } | 1:40: the result of `f` contains a borrow<…>, which cannot be given away
                    interface i { resource r { constructor() -> u8; } } | 1:41: expected a constructor that gives `r` or `result<r, …>`, found another result
                    interface i { resource r { a: func(); a: static func(); } } | 1:52: duplicate function `a` in resource `r`
                    interface i { resource r { f: func(self: u8); } } | 1:41: method `f` has a parameter `self` already
                    interface i { use j.{t}; }                 | 1:32: interface or world `j` does not exist
                    interface i { use x:y/j.{t}; }             | 1:32: package `x:y` does not exist
                    interface i { } interface i { }            | 1:40: `i` is defined more than once in package `a:b`
                    interface i { use j.{t}; } interface j { } | 1:35: type `t` does not exist in interface `a:b/j`
                    interface i { use w.{t}; } world w { }     | 1:32: expected an interface, found world `w`
                    interface i { use i.{t}; }                 | 1:32: interface or world `i` depends on itself
                    interface i { @since(version = 1.0.0) f: func(); } | 1:52: `@since` needs a package with a version, found `a:b`
                    interface i { @deprecated(version = 1.0.0) f: func(); } | 1:28: `@deprecated` needs `@since` or `@unstable` beside it
                    interface i { @since(feature = x) f: func(); } | 1:35: expected `version`, found `feature`
                    interface i { @unstable(feature = x) type t = u8; f: func(a: t); } | 1:75: type `t` belongs to a feature that is not active
                    interface i { Aa: func(); }                | 1:28: name `Aa` is not in kebab case
                    world w { import f: func(); import f: func(); } | 1:49: world `w` imports `f` more than once
                    world w { import f: u8; }                  | 1:34: expected a function, an interface or the name of one, found keyword `u8`
                    world w { include v; }                     | 1:32: interface or world `v` does not exist
                    world w { include w; }                     | 1:32: interface or world `w` depends on itself
                    world w { include v with { x as y } } world v { } | 1:41: world `v` neither imports nor exports `x`
                    world w { include v; import f: func(); } world v { import f: func(); } | 1:32: import `f` of included world `v` is there already; `with { f as … }` gives it another name
                    world w { export i; export k; } interface i { type t = u8; } interface j { use i.{t}; } interface k { use i.{t}; use j.{t as u}; } | 1:20: world `w` cannot export `a:b/k`: another export uses it through an interface that is imported; export that interface too
                    package c:d;                               | 1:22: `package c:d;` must be the first line; another package needs `{ … }`
                    package c:d { package e:f { } }            | 1:28: a package cannot stand inside another
                    package a:b { }                            | 1:22: package `a:b` is defined more than once; also in t.wit:1:9
                    use x;                                     | 1:18: interface or world `x` does not exist
                    /* never ends                              | 1:14: the comment has no end
                    interface i { ; }                          | 1:28: expected `use`, a type, a function or `}`, found `;`
                    thing                                      | 1:14: expected `package`, `interface`, `world` or `use`, found `thing`
                    """)
    void isNoWit(String text, String message) {
        byte[] bytes = ("package a:b; " + text).getBytes(StandardCharsets.UTF_8);
        WitException e = assertThrows(WitException.class, () -> WitLoader.parse("t.wit", bytes, Features.NONE), text);
        assertEquals("t.wit:" + message, e.getMessage());
    }
}
