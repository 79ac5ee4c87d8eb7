package dev.perigord.wasm.component.testing;

import java.util.Base64;

/** Small components, each as text and as the binary that was assembled from it. */
public enum SmallComponent {
    /** Gives back what it is given, in all encodings; fails in some ways. */
    ECHO(
            """
            (component
              (type $r (resource (rep i32)))
              (core func $new (canon resource.new $r))
              (core module $M
                (import "" "new" (func $new (param i32) (result i32)))
                (memory (export "memory") 1)
                (global $next (mut i32) (i32.const 1024))
                (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
                  (local $result i32)
                  (local.set $result
                    (i32.and (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
                             (i32.sub (i32.const 0) (local.get $align))))
                  (global.set $next (i32.add (local.get $result) (local.get $size)))
                  (if (i32.gt_u (local.get $old-size) (local.get $size)) (then (local.set $old-size (local.get $size))))
                  (memory.copy (local.get $result) (local.get $old) (local.get $old-size))
                  (local.get $result))
                (func (export "echo") (param i32 i32) (result i32)
                  (i32.store (i32.const 16) (local.get 0))
                  (i32.store (i32.const 20) (local.get 1))
                  (i32.const 16))
                (func (export "trap") unreachable)
                (func (export "fill") (param $count i32)
                  (loop $more
                    (drop (call $new (i32.const 7)))
                    (local.set $count (i32.sub (local.get $count) (i32.const 1)))
                    (br_if $more (local.get $count)))))
              (core instance $m (instantiate $M (with "" (instance (export "new" (func $new))))))
              (alias core export $m "memory" (core memory $memory))
              (alias core export $m "realloc" (core func $realloc))
              (func (export "utf8") (param "s" string) (result string)
                (canon lift (core func $m "echo") (memory $memory) (realloc $realloc) string-encoding=utf8))
              (func (export "utf16") (param "s" string) (result string)
                (canon lift (core func $m "echo") (memory $memory) (realloc $realloc) string-encoding=utf16))
              (func (export "latin1") (param "s" string) (result string)
                (canon lift (core func $m "echo") (memory $memory) (realloc $realloc) string-encoding=latin1+utf16))
              (func (export "numbers") (param "l" (list f64)) (result (list f64))
                (canon lift (core func $m "echo") (memory $memory) (realloc $realloc)))
              (func (export "nested") (param "l" (list (option (tuple string (list u16)))))
                  (result (list (option (tuple string (list u16)))))
                (canon lift (core func $m "echo") (memory $memory) (realloc $realloc)))
              (func (export "trap") (canon lift (core func $m "trap")))
              (func (export "fill") (param "count" u32) (canon lift (core func $m "fill"))))
            """,
            """
            AGFzbQ0AAQAHBAE/fwAIAwECAAGsAgBhc20BAAAAARsFYAF/AX9gBH9/f38Bf2ACf38Bf2AAAGABfwACCAEAA25ldwAAAwUEAQID
            BAUDAQABBgcBfwFBgAgLBykFBm1lbW9yeQIAB3JlYWxsb2MAAQRlY2hvAAIEdHJhcAADBGZpbGwABApiBDMBAX8jACACQQFrakEA
            IAJrcSEEIAQgA2okACABIANLBEAgAyEBCyAEIAAgAfwKAAAgBAsSAEEQIAA2AgBBFCABNgIAQRALAwAACxUAA0BBBxAAGiAAQQFr
            IQAgAA0ACwsAVwRuYW1lAAIBTQEGAQADbmV3AjACAQUAA29sZAEIb2xkLXNpemUCBWFsaWduAwRzaXplBAZyZXN1bHQEAQAFY291
            bnQDCQEEAQAEbW9yZQcHAQAEbmV4dAIPAgEBA25ldwAAAAABABIABhgCAAIBAQZtZW1vcnkAAAEBB3JlYWxsb2MHCAFAAQFzcwBz
            BgoBAAABAQRlY2hvCAsBAAACAwMABAEAAQcIAUABAXNzAHMGCgEAAAEBBGVjaG8ICwEAAAMDAwAEAQECBwgBQAEBc3MAcwYKAQAA
            AQEEZWNobwgLAQAABAMDAAQBAgMHDANwdXB1QAEBbAQABQYKAQAAAQEEZWNobwgKAQAABQIDAAQBBgccCXB7bwJzB2sIcAlwe28C
            cwtrDHANQAEBbAoADgYKAQAAAQEEZWNobwgKAQAABgIDAAQBDwcFAUAAAQAGCgEAAAEBBHRyYXAIBgEAAAcAEAcMAUABBWNvdW50
            eQEABgoBAAABAQRmaWxsCAYBAAAIABELSAcABHV0ZjgBAAAABXV0ZjE2AQEAAAZsYXRpbjEBAgAAB251bWJlcnMBAwAABm5lc3Rl
            ZAEEAAAEdHJhcAEFAAAEZmlsbAEGAABGDmNvbXBvbmVudC1uYW1lAREAAAIAA25ldwEHcmVhbGxvYwELAAIBAAZtZW1vcnkBBgAR
            AQABTQEGABIBAQFtAQUDAQABcg==
            """),

    /** Uses a resource of the host. */
    THINGS(
            """
            (component
              (import "test:abi/things@0.1.0" (instance $i
                (export "thing" (type $t (sub resource)))
                (export "[constructor]thing" (func (param "n" u32) (result (own $t))))
                (export "[method]thing.get-more" (func (param "self" (borrow $t)) (param "by" u32) (result (result u32 (error string)))))))
              (alias export $i "thing" (type $thing))
              (core module $Memory
                (memory (export "memory") 1)
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 64)))
              (core instance $memory (instantiate $Memory))
              (alias export $i "[constructor]thing" (func $ctor))
              (alias export $i "[method]thing.get-more" (func $method))
              (core func $make (canon lower (func $ctor)))
              (core func $get (canon lower (func $method)
                (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))
              (core func $drop (canon resource.drop $thing))
              (core module $M
                (import "" "memory" (memory 1))
                (import "" "make" (func $make (param i32) (result i32)))
                (import "" "get" (func $get (param i32 i32 i32)))
                (import "" "drop" (func $drop (param i32)))
                (func (export "run") (param $n i32) (param $by i32) (result i32)
                  (local $handle i32)
                  (local.set $handle (call $make (local.get $n)))
                  (call $get (local.get $handle) (local.get $by) (i32.const 16))
                  (call $drop (local.get $handle))
                  (i32.const 16)))
              (core instance $m (instantiate $M (with "" (instance
                (export "memory" (memory $memory "memory"))
                (export "make" (func $make))
                (export "get" (func $get))
                (export "drop" (func $drop))))))
              (func (export "run") (param "n" u32) (param "by" u32) (result (result u32 (error string)))
                (canon lift (core func $m "run") (memory (core memory $memory "memory")))))
            """,
            """
            AGFzbQ0AAQAHYgFCCAQABXRoaW5nAwEBaQABQAEBbnkAAQQAEltjb25zdHJ1Y3Rvcl10aGluZwECAWgAAWoBeQFzAUACBHNlbGYD
            AmJ5eQAEBAAWW21ldGhvZF10aGluZy5nZXQtbW9yZQEFChoBABV0ZXN0OmFiaS90aGluZ3NAMC4xLjAFAAYKAQMAAAV0aGluZwFL
            AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQcUAgZtZW1vcnkCAAdyZWFsbG9jAAAKBwEFAEHAAAsADgRuYW1lAAcGTWVtb3J5
            AgQBAAAABjECAQAAEltjb25zdHJ1Y3Rvcl10aGluZwEAABZbbWV0aG9kXXRoaW5nLmdldC1tb3JlCAUBAQAAAAYYAgACAQAGbWVt
            b3J5AAABAAdyZWFsbG9jCAsCAQABAgMABAEDAQGhAQBhc20BAAAAARYEYAF/AX9gA39/fwBgAX8AYAJ/fwF/AiMEAAZtZW1vcnkC
            AAEABG1ha2UAAAADZ2V0AAEABGRyb3AAAgMCAQMHBwEDcnVuAAMKGgEYAQF/IAAQACECIAIgAUEQEAEgAhACQRALADEEbmFtZQAC
            AU0BEgMABG1ha2UBA2dldAIEZHJvcAISAQMDAAFuAQJieQIGaGFuZGxlBgwBAAIBAAZtZW1vcnkCJgIBBAZtZW1vcnkCAQRtYWtl
            AAADZ2V0AAIEZHJvcAADAAEBABIBBxECagF5AXNAAgFueQJieXkAAgYUAgAAAQIDcnVuAAIBAAZtZW1vcnkICAEAAAQBAwIDCwkB
            AANydW4BAgAAaQ5jb21wb25lbnQtbmFtZQEUAAADAARtYWtlAgNnZXQDBGRyb3ABDgARAgAGTWVtb3J5AQFNAQ4AEgIABm1lbW9y
            eQIBbQEQAQIABGN0b3IBBm1ldGhvZAEJAwEBBXRoaW5nAQUFAQABaQ==
            """),

    /** Provides the resource that {@link #THINGS} uses. */
    PROVIDER(
            """
            (component
              (core module $D
                (global $dropped (mut i32) (i32.const 0))
                (func (export "dtor") (param i32) (global.set $dropped (i32.add (global.get $dropped) (i32.const 1))))
                (func (export "dropped") (result i32) (global.get $dropped)))
              (core instance $d (instantiate $D))
              (type $r (resource (rep i32) (dtor (core func $d "dtor"))))
              (core func $new (canon resource.new $r))
              (core module $M
                (import "" "new" (func $new (param i32) (result i32)))
                (memory (export "memory") 1)
                (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
                (func (export "get") (param i32 i32) (result i32)
                  (i32.store (i32.const 16) (i32.const 0))
                  (i32.store (i32.const 20) (i32.add (local.get 0) (local.get 1)))
                  (i32.const 16)))
              (core instance $m (instantiate $M (with "" (instance (export "new" (func $new))))))
              (func $make (param "n" u32) (result (own $r)) (canon lift (core func $m "make")))
              (func $get (param "self" (borrow $r)) (param "by" u32) (result (result u32 (error string)))
                (canon lift (core func $m "get") (memory (core memory $m "memory"))))
              (component $I
                (import "r" (type $r (sub resource)))
                (import "make" (func $make (param "n" u32) (result (own $r))))
                (import "get" (func $get (param "self" (borrow $r)) (param "by" u32) (result (result u32 (error string)))))
                (export $t "thing" (type $r))
                (export "[constructor]thing" (func $make) (func (param "n" u32) (result (own $t))))
                (export "[method]thing.get-more" (func $get)
                  (func (param "self" (borrow $t)) (param "by" u32) (result (result u32 (error string))))))
              (instance $i (instantiate $I (with "r" (type $r)) (with "make" (func $make)) (with "get" (func $get))))
              (export "test:abi/things@0.1.4" (instance $i))
              (func (export "dropped") (result u32) (canon lift (core func $d "dropped"))))
            """,
            """
            AGFzbQ0AAQABXQBhc20BAAAAAQkCYAF/AGAAAX8DAwIAAQYGAX8BQQALBxICBGR0b3IAAAdkcm9wcGVkAAEKEAIJACMAQQFqJAAL
            BAAjAAsAFQRuYW1lAAIBRAcKAQAHZHJvcHBlZAIEAQAAAAYKAQAAAQAEZHRvcgcFAT9/AQAIAwECAAF2AGFzbQEAAAABDAJgAX8B
            f2ACf38BfwIIAQADbmV3AAADAwIAAQUDAQABBxcDBm1lbW9yeQIABG1ha2UAAQNnZXQAAgoeAgYAIAAQAAsVAEEQQQA2AgBBFCAA
            IAFqNgIAQRALABEEbmFtZQACAU0BBgEAA25ldwIPAgEBA25ldwABAAEBABIBBwoCaQBAAQFueQABBgoBAAABAgRtYWtlCAYBAAAC
            AAIHFgNoAGoBeQFzQAIEc2VsZgMCYnl5AAQGFAIAAAECA2dldAACAQIGbWVtb3J5CAgBAAADAQMABQTkAQBhc20NAAEACgYBAAFy
            AwEHCgJpAEABAW55AAEKCQEABG1ha2UBAgcWA2gAagF5AXNAAgRzZWxmAwJieXkABAoIAQADZ2V0AQULCwEABXRoaW5nAwAABwoC
            aQZAAQFueQAHCxoBABJbY29uc3RydWN0b3JddGhpbmcBAAEBCAcWA2gGagF5AXNAAgRzZWxmCQJieXkACgseAQAWW21ldGhvZF10
            aGluZy5nZXQtbW9yZQEBAQELACwOY29tcG9uZW50LW5hbWUAAgFJAQ0BAgAEbWFrZQEDZ2V0AQgDAgABcgYBdAUVAQAAAwFyAwAE
            bWFrZQEAA2dldAEBCxsBABV0ZXN0OmFiaS90aGluZ3NAMC4xLjQFAAAHBQFAAAB5Bg0BAAABAAdkcm9wcGVkCAYBAAAEAAYLDQEA
            B2Ryb3BwZWQBAgAAUw5jb21wb25lbnQtbmFtZQEIAAABAQNuZXcBCQARAgABRAEBTQEJABICAAFkAgFtAQ0BAgAEbWFrZQEDZ2V0
            AQUDAQABcgEFBAEAAUkBBQUBAAFp
            """);

    private final String text;
    private final String base64;

    SmallComponent(String text, String base64) {
        this.text = text;
        this.base64 = base64;
    }

    /** The component in the text format. */
    public String text() {
        return text;
    }

    /** The component in the binary format. */
    public byte[] bytes() {
        return Base64.getMimeDecoder().decode(base64);
    }
}
