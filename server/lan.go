package main

import (
	"net"
	"net/netip"
	"os"
	"strings"
)

// lanListen is where `serve --dev --tls` listens unless told: on every address of this machine, so that a phone in the same
// network reaches it.
const lanListen = ":8443"

// unspecified says whether a host to listen on means every address.
func unspecified(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "" || err == nil && a.IsUnspecified()
}

// lanAddresses are this machine's addresses in its own networks, those of IPv4 first: people type them.
func lanAddresses() (out []netip.Addr) {
	var six []netip.Addr
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range all {
		p, err := netip.ParsePrefix(a.String())
		if err != nil {
			continue
		}
		switch a := p.Addr().Unmap(); {
		case a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast():
		case a.Is4():
			out = append(out, a)
		default:
			six = append(six, a)
		}
	}
	return append(out, six...)
}

// lanAddress is what a phone is best told: a private address of IPv4, else any, else that of this machine alone.
func lanAddress() string {
	all := lanAddresses()
	for _, a := range all {
		if a.Is4() && a.IsPrivate() {
			return a.String()
		}
	}
	if len(all) > 0 {
		return all[0].String()
	}
	return "localhost"
}

// lanNames are all names and addresses by which another device of the network may ask for this machine.
func lanNames() (out []string) {
	for _, a := range lanAddresses() {
		out = append(out, a.String())
	}
	if name, err := os.Hostname(); err == nil && name != "" {
		short, _, _ := strings.Cut(strings.ToLower(name), ".")
		out = append(out, strings.ToLower(name), short+".local") // the second by multicast DNS
	}
	return out
}
