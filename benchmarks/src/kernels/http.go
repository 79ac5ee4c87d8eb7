// Go's net/http in one process: a server that answers one request over a connection in memory. Built by benchmarks/compare, because what
// it compiles to is large.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
)

// pipes is a listener whose connections are made by dial.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) { return <-p, nil }
func (p pipes) Close() error              { return nil }
func (p pipes) Addr() net.Addr            { return &net.TCPAddr{} }

func (p pipes) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	p <- server
	return client, nil
}

func main() {
	connections := make(pipes)
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello %s", r.URL.Path)
	})
	go http.Serve(connections, handler)
	client := http.Client{Transport: &http.Transport{DialContext: connections.dial}}
	response, err := client.Get("http://guest.example/gopher")
	if err != nil {
		panic(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(response.StatusCode, string(body))
}
